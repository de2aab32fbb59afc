import { describe, expect, test, vi } from "vitest";
import { accepting, bearerOf, startLoopback } from "../test/loopback.ts";
import { renewing } from "../test/renewing.ts";
import { asBearer, onCopy, ways } from "../test/sent.ts";
import { type Auth, createValet, type Fetch, slotHeader } from "./index.ts";

test("names its placeholder, in printable ASCII", () => {
  for (const id of [undefined, "tenant-1", "Zoë & co\n", "日本", "%"]) {
    const { placeholder } = createValet({ key: "key-1", baseURL: "https://sdk.test", ...(id && { id }) });
    expect(placeholder).toMatch(/^valetkey-placeholder-[!-~]+$/);
  }
});

test("gives a placeholder to each id, and to each auth without one", () => {
  const placeholder = (auth: Partial<Auth>) =>
    createValet(Object.assign(auth, { origins: "sdk" as const })).placeholder;
  expect(placeholder({ id: "a", key: "key-1" })).toBe(placeholder({ id: "a", key: "key-2" }));
  expect(placeholder({ id: "a" })).not.toBe(placeholder({ id: "b" }));
  const auth = { key: "key-1" };
  expect(placeholder(auth)).toBe(placeholder(auth));
  expect(placeholder(auth)).not.toBe(placeholder({ key: "key-1" }));
});

test("leaves a credential of the call's own alone, beside the placeholder in another spelling", async () => {
  const both = (placeholder: string) => ({
    headers: { Authorization: `Bearer ${placeholder}`, authorization: "Bearer own" },
  });
  expect(await onCopy({ key: "key-1" }, both)).toEqual({ authorization: "Bearer own" });
});

describe.each(ways)("%s", (_way, sent) => {
  test.each<[string, (placeholder: string) => RequestInit["headers"]]>([
    ["an object of odd case", (placeholder) => ({ AUTHORIZATION: `Bearer ${placeholder}`, "X-Own": "1" })],
    ["Headers", (placeholder) => new Headers({ authorization: `Bearer ${placeholder}`, "x-own": "1" })],
    [
      "pairs",
      (placeholder) => [
        ["Authorization", `Bearer ${placeholder}`],
        ["X-Own", "1"],
      ],
    ],
  ])("swaps the placeholder in %s", async (_shape, headers) => {
    expect(await sent({ key: "key-1" }, (placeholder) => ({ headers: headers(placeholder) ?? {} }))).toEqual({
      authorization: "Bearer key-1",
      "x-own": "1",
    });
  });

  test("puts the key where the SDK put the placeholder", async () => {
    const slots = (placeholder: string) => ({
      headers: { "Api-Key": placeholder, "x-auth": `Token ${placeholder}` },
    });
    expect(await sent({ key: "key-1" }, slots)).toEqual({ "api-key": "key-1", "x-auth": "Token key-1" });
  });

  test("moves the key to where the scheme says, and leaves nothing behind", async () => {
    const slot = (placeholder: string) => ({ headers: { "api-key": placeholder } });
    expect(await sent({ key: "key-1", scheme: "bearer" }, slot)).toEqual({ authorization: "Bearer key-1" });
    const scheme = { header: "X-Key", prefix: "v1 " };
    expect(await sent({ key: "key-1", scheme }, asBearer)).toEqual({ "x-key": "v1 key-1" });
  });

  test("removes the placeholder where there is no key", async () => {
    expect(await sent({}, asBearer)).toEqual({});
    expect(await sent({ headers: { "x-a": "1" } }, asBearer)).toEqual({ "x-a": "1" });
  });

  test.each([
    ["a", "valetkey-placeholder-ba"],
    ["a", "x-valetkey-placeholder-a"],
    ["a", "valetkey-placeholder-ab"],
    ["a", "valetkey-placeholder-"],
    ["a", "valetkey-placeholder-a key"],
    ["ba", "valetkey-placeholder-a"],
  ])("with the id %s does not take %j for its placeholder", async (id, value) => {
    for (const text of [value, `Bearer ${value}`])
      expect(await sent({ key: "key-1", id }, () => ({ headers: [["authorization", text]] }))).not.toEqual(
        expect.objectContaining({ authorization: expect.stringContaining("key-1") }),
      );
  });

  test("takes a slot header for the placeholder, and never sends it", async () => {
    const headers = { "x-a": "1" };
    const slot = (placeholder: string) => ({
      headers: { [slotHeader]: placeholder, authorization: "Bearer own" },
    });
    expect(await sent({ key: "key-1", headers, baseURL: "", origins: "sdk" }, slot)).toEqual({
      authorization: "Bearer own",
      "x-a": "1",
    });
    const both = (placeholder: string) => ({
      headers: { [slotHeader]: placeholder, "x-api-key": placeholder },
    });
    expect(await sent({ key: "key-1", headers, origins: "sdk" }, both)).toEqual({
      "x-api-key": "key-1",
      "x-a": "1",
    });
    // Where no address tells, a request without either is somebody else's.
    expect(
      await sent({ key: "key-1", headers, origins: "sdk" }, () => ({ headers: { "x-b": "2" } })),
    ).toEqual({
      "x-b": "2",
    });
  });
});

test.each<[string, Auth["headers"], string]>([
  ["no headers are to be added", undefined, "https://sdk.test/"],
  ["the list of headers to add is empty", [], "https://sdk.test/"],
  ["it goes elsewhere", { "x-a": "1" }, "https://files.test/"],
])(
  "hands a request without the placeholder on untouched, and forgets it, where %s",
  async (_when, headers, to) => {
    const inside = vi.fn<Fetch>(async () => new Response(null, { status: 401 }));
    const key = renewing();
    const valet = createValet({ key, headers, baseURL: "https://sdk.test" }, { fetch: inside });
    const url = new URL(to);
    const init = { headers: { Authorization: "Bearer own", "x-name": "…" }, redirect: "follow" } as const;
    expect((await valet.fetch(url, init)).status).toBe(401);
    await valet.fetch(to);
    const request = new Request(to);
    await valet.fetch(request);
    expect(inside.mock.calls).toHaveLength(3);
    expect(inside.mock.calls[0]?.[0]).toBe(url);
    expect(inside.mock.calls[0]?.[1]).toBe(init);
    expect(inside.mock.calls[1]).toEqual([to, undefined]);
    expect(inside.mock.calls[2]?.[0]).toBe(request);
    expect(key).not.toHaveBeenCalled();
    expect(key.invalidate).not.toHaveBeenCalled();
  },
);

test("swaps in a Request, and in one whose headers the call replaces", async () => {
  await using server = await startLoopback();
  const valet = createValet({ key: "key-1", headers: { "x-a": "1" }, baseURL: server.origin });
  const authorization = `Bearer ${valet.placeholder}`;
  await valet.fetch(new Request(server.origin, { headers: { authorization, "x-own": "1" } }));
  expect(server.requests[0]?.headers).toMatchObject({
    authorization: "Bearer key-1",
    "x-own": "1",
    "x-a": "1",
  });
  await valet.fetch(new Request(server.origin, { headers: { authorization } }), {
    headers: { "x-own": "2" },
  });
  expect(server.requests[1]?.headers).toMatchObject({ "x-own": "2", "x-a": "1" });
  expect(server.requests[1]?.headers).not.toHaveProperty("authorization");
});

test("downloads from elsewhere without a key, for real", async () => {
  await using files = await startLoopback(() => ({ body: "a picture" }));
  const headers = () => ({ "x-a": "1", authorization: "Bearer key-2" });
  const valet = createValet({ key: "key-1", headers, baseURL: "https://sdk.test" });
  expect(await (await valet.fetch(`${files.origin}/picture.png`)).text()).toBe("a picture");
  expect(JSON.stringify(files.requests)).not.toMatch(/key-|x-a"/);
});

test("recognises the keys that it handed out itself", async () => {
  await using server = await startLoopback(accepting("key-2"));
  const key = renewing("key-1", "key-2");
  const valet = createValet({ key, baseURL: server.origin });
  const authorization = `Bearer ${await valet.key()}`;
  expect(authorization).toBe("Bearer key-1");
  expect((await valet.fetch(server.origin, { headers: { authorization } })).status).toBe(200);
  expect(server.requests.map(bearerOf)).toEqual(["key-1", "key-2"]);
  // Whoever asked for the key may have been somebody else: each attempt asks for its own.
  expect(key).toHaveBeenCalledTimes(3);
});

test("has no key to hand out where the auth has none", async () => {
  const valet = createValet({ headers: { "x-a": "1" }, baseURL: "https://sdk.test" });
  await expect(valet.key()).rejects.toMatchObject({ name: "AuthError", code: "key_unavailable" });
});

test("hands out what its source says, waited for as long as the one who asks wants to", async () => {
  const cause = new Error("no vault");
  const failing = createValet({ key: () => Promise.reject(cause), baseURL: "https://sdk.test" });
  await expect(failing.key()).rejects.toMatchObject({ code: "key_unavailable", cause });
  const hanging = createValet({ key: () => new Promise<string>(() => {}), baseURL: "https://sdk.test" });
  const reason = new Error("Enough.");
  const asked = vi.fn(() => "key-1");
  const atOnce = createValet({ key: asked, baseURL: "https://sdk.test" });
  await expect(atOnce.key({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  expect(asked).not.toHaveBeenCalled();
  await expect(hanging.key({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  const late = new AbortController();
  const failsThen = () => {
    late.abort(reason);
    throw cause;
  };
  const leaving = createValet({ key: failsThen, baseURL: "https://sdk.test" });
  await expect(leaving.key({ signal: late.signal })).rejects.toBe(reason);
});

test("recognises the last thousand of the keys that it handed out", async () => {
  let count = 0;
  const inside = vi.fn<Fetch>(async () => new Response());
  const valet = createValet({ key: () => `key-${++count}`, baseURL: "https://sdk.test" }, { fetch: inside });
  for (let key = 0; key <= 1000; key++) await valet.key();
  const isOurs = async (key: string) => {
    const init = { headers: { "x-key": key } };
    await valet.fetch("https://sdk.test/", init);
    return inside.mock.lastCall?.[1] !== init;
  };
  expect([await isOurs("key-1"), await isOurs("key-2"), await isOurs("key-1001")]).toEqual([
    false,
    true,
    true,
  ]);
});
