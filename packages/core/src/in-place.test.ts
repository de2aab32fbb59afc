import { expect, test, vi } from "vitest";
import { accepting, bearerOf, startLoopback } from "../test/loopback.ts";
import { renewing } from "../test/renewing.ts";
import { type Auth, createValet, type Fetch, slotHeader, type ValetOptions } from "./index.ts";

const at = "https://sdk.test/v1/models";

/** A valet with a slot, the `fetch` inside it, and the `Headers` that its SDK makes for an attempt. */
function setUp(auth: Auth, options: ValetOptions = {}) {
  const inside = vi.fn<Fetch>(async () => new Response());
  const valet = createValet(
    { baseURL: "https://sdk.test", ...auth },
    { fetch: inside, slots: ["Authorization"], ...options },
  );
  const { placeholder } = valet;
  const fresh = (own: Record<string, string> = {}) =>
    new Headers({ authorization: `Bearer ${placeholder}`, "x-own": "1", ...own });
  /** What went out at the last attempt. */
  const last = () => inside.mock.lastCall?.[1]?.headers as Headers;
  return { ...valet, inside, fresh, last };
}

const list = (headers: Headers) => Object.fromEntries(headers);

test("writes into the Headers with the placeholder, and hands that very instance on", async () => {
  const { fetch, fresh, last } = setUp({ key: "key-1", headers: () => ({ "X-A": "2" }) });
  const headers = fresh();
  await fetch(at, { headers });
  expect(last()).toBe(headers);
  expect(list(headers)).toEqual({ authorization: "Bearer key-1", "x-own": "1", "x-a": "2" });
});

test.each<[string, (headers: Headers) => RequestInit, ValetOptions]>([
  ["Headers of an SDK that named no slots", (headers) => ({ headers }), { slots: undefined }],
  ["Headers whose slot is another one", (headers) => ({ headers }), { slots: ["api-key"] }],
  ["an object", (headers) => ({ headers: Object.freeze(list(headers)) }), {}],
])("copies %s", async (_what, init, options) => {
  const { fetch, fresh, last } = setUp({ key: "key-1", headers: { "x-a": "2" } }, options);
  const headers = fresh();
  const before = list(headers);
  await fetch(at, init(headers));
  expect(last()).toEqual({ authorization: "Bearer key-1", "x-own": "1", "x-a": "2" });
  expect(list(headers)).toEqual(before);
});

test.each<[string, Record<string, string>]>([
  ["none", {}],
  ["a credential of the caller's own", { authorization: "Bearer own" }],
  ["another auth's placeholder", { authorization: "Bearer valetkey-placeholder-other" }],
])("leaves Headers with %s in the slot alone: somebody may use them again", async (_what, own) => {
  const { fetch, last } = setUp({ key: "key-1", headers: { "x-a": "2" } });
  const headers = new Headers(own);
  await fetch(at, { headers });
  await fetch(at, { headers });
  expect(list(headers)).toEqual(own);
  expect(last()).toEqual({ ...own, "x-a": "2" });
});

test("leaves the Headers of a Request alone", async () => {
  const { fetch, fresh, last } = setUp({ key: "key-1" });
  const request = new Request(at, { headers: fresh() });
  await fetch(request);
  expect(request.headers.get("authorization")).toContain("placeholder");
  expect(last()).toMatchObject({ authorization: "Bearer key-1" });
});

test("changes nothing in Headers that it does not let go where they are addressed", async () => {
  const { fetch, fresh, inside } = setUp({ key: "key-1", headers: { "x-a": "2" } });
  const headers = fresh();
  await expect(fetch("https://other.test/", { headers })).rejects.toMatchObject({ code: "origin_refused" });
  expect(list(headers)).toEqual(list(fresh()));
  expect(inside).not.toHaveBeenCalled();
});

test("takes the slot header for the placeholder, and takes it out", async () => {
  const auth = { key: "key-1", headers: { "x-a": "2" } };
  const { fetch, placeholder, last } = setUp(auth, { slots: ["authorization", slotHeader] });
  const headers = new Headers({ [slotHeader]: placeholder, authorization: "Bearer own" });
  await fetch(at, { headers });
  expect(last()).toEqual({ authorization: "Bearer own", "x-a": "2" });
});

test.each<[string, Auth, object]>([
  [
    "moves the key to where the scheme says",
    { key: "key-1", scheme: { header: "X-Key" } },
    { "x-key": "key-1" },
  ],
  ["takes the placeholder out where there is no key", { headers: { "x-a": "2" } }, { "x-a": "2" }],
])("%s, in a copy", async (_what, auth, added) => {
  const { fetch, fresh, last } = setUp(auth);
  const headers = fresh();
  await fetch(at, { headers });
  expect(last()).toEqual({ "x-own": "1", ...added });
  expect(list(headers)).toEqual(list(fresh()));
});

test("lets the caller's own credential win over a key that a scheme moves there", async () => {
  const key = vi.fn(() => "key-1");
  const { fetch, placeholder, last } = setUp({ key, scheme: "bearer" }, { slots: ["api-key"] });
  await fetch(at, { headers: new Headers({ "api-key": placeholder, authorization: "Bearer own" }) });
  expect(last()).toEqual({ authorization: "Bearer own" });
  expect(key).not.toHaveBeenCalled();
});

test("fills every slot that has the placeholder", async () => {
  const { fetch, fresh, placeholder, last } = setUp(
    { key: "key-1" },
    { slots: ["authorization", "Api-Key"] },
  );
  await fetch(at, { headers: fresh({ "api-key": placeholder }) });
  expect(list(last())).toEqual({ authorization: "Bearer key-1", "api-key": "key-1", "x-own": "1" });
});

test("recognises a key that it handed out, and replaces that one too", async () => {
  await using server = await startLoopback(accepting("key-2"));
  const key = renewing("key-1", "key-2");
  const valet = createValet({ key, baseURL: server.origin }, { slots: ["authorization"] });
  const headers = new Headers({ authorization: `Bearer ${await valet.key()}` });
  expect((await valet.fetch(server.origin, { headers })).status).toBe(200);
  expect(server.requests.map(bearerOf)).toEqual(["key-1", "key-2"]);
});

test("shows a source the headers so far, as a copy, and its own Headers to nobody", async () => {
  const seen: unknown[] = [];
  const look: Auth["headers"] = [
    { "x-a": "2" },
    ({ headers }) => {
      seen.push(list(headers ?? new Headers()));
      headers?.set("x-own", "changed");
      return undefined;
    },
  ];
  const { fetch, fresh } = setUp({ key: "key-1", headers: look });
  const headers = fresh();
  await fetch(at, { headers });
  expect(seen).toEqual([{ authorization: "Bearer key-1", "x-own": "1", "x-a": "2" }]);
  expect(headers.get("x-own")).toBe("1");
});

test("sends a second attempt with other Headers, in which nothing of the first is left", async () => {
  let attempt = 0;
  const headers = () => (++attempt === 1 ? { "x-first": "1", "user-agent": "source" } : { "x-second": "2" });
  const { fetch, fresh, inside } = setUp(
    { key: renewing("key-1", "key-2"), headers },
    { replaceable: ["User-Agent"] },
  );
  inside.mockImplementationOnce(async () => new Response(null, { status: 401 }));
  const own = fresh({ "user-agent": "sdk" });
  expect((await fetch(at, { headers: own })).status).toBe(200);
  const [first, second] = inside.mock.calls.map(([, init]) => init?.headers as Headers);
  expect(first).toBe(own);
  // Whoever kept the first ones finds them as they were sent.
  expect(list(first as Headers)).toEqual({
    authorization: "Bearer key-1",
    "x-own": "1",
    "x-first": "1",
    "user-agent": "source",
  });
  expect(second).toBeInstanceOf(Headers);
  expect(list(second as Headers)).toEqual({
    authorization: "Bearer key-2",
    "x-own": "1",
    "x-second": "2",
    "user-agent": "sdk",
  });
});

test("puts the SDK's own default back, however many sources replaced it, before it is redirected elsewhere", async () => {
  const headers = [{ "user-agent": "first" }, { "User-Agent": "second", "x-a": "2" }];
  const { fetch, fresh, inside, last } = setUp({ key: "key-1", headers }, { replaceable: ["user-agent"] });
  const to = { status: 307, headers: { location: "https://other.test/" } };
  inside.mockImplementationOnce(async () => new Response(null, to));
  await fetch(at, { headers: fresh({ "user-agent": "sdk", cookie: "own", "x-api-key": "own" }) });
  expect(inside.mock.calls.map(([input]) => input)).toEqual([at, "https://other.test/"]);
  expect(list(last())).toEqual({ "x-own": "1", "user-agent": "sdk" });
});

test("does not let one attempt of the SDK's show in the next", async () => {
  let count = 0;
  const headers = () => (count++ === 0 ? { "x-first": "1" } : {});
  const { fetch, fresh, last } = setUp({ key: () => `key-${count}`, headers });
  for (let retry = 0; retry < 2; retry++) await fetch(at, { headers: fresh() });
  expect(list(last())).toEqual({ authorization: "Bearer key-1", "x-own": "1" });
});
