import { describe, expect, test, vi } from "vitest";
import { caught } from "../test/caught.ts";
import { redirecting, type Seen, startLoopback } from "../test/loopback.ts";
import { renewing } from "../test/renewing.ts";
import { ways } from "../test/ways.ts";
import type { Fetch, SourceContext } from "./index.ts";

/** What a redirect may not change without reason: all but what belongs to the connection and to us. */
const comparable = ({ method, path, headers, body }: Seen) => ({
  method,
  path,
  body: `${body}`.replaceAll(/-+formdata-\S+/g, "boundary"),
  headers: Object.entries(headers)
    .filter(([name]) => !["connection", "authorization", "host"].includes(name))
    .map(([name, value]) => `${name}: ${`${value}`.replace(/boundary=.*/, "boundary")}`)
    .sort(),
});

const form = () => {
  const data = new FormData();
  data.append("a", "b");
  data.append("file", new Blob(["bytes"], { type: "text/plain" }), "name.txt");
  return data;
};
const stream = () => ({ body: new Blob(["stream"]).stream(), duplex: "half" }) as RequestInit;
const bodies: Record<string, () => RequestInit> = {
  "no body": () => ({}),
  "a string": () => ({
    body: "text",
    headers: { "content-type": "text/x", "content-language": "en", "x-own": "1" },
  }),
  bytes: () => ({ body: new TextEncoder().encode("bytes") }),
  "an ArrayBuffer": () => ({ body: new TextEncoder().encode("buffer").buffer }),
  "a Blob": () => ({ body: new Blob(["blob"], { type: "text/blob" }) }),
  URLSearchParams: () => ({ body: new URLSearchParams({ a: "b c" }) }),
  FormData: () => ({ body: form() }),
  "a stream": stream,
};

const table = [301, 302, 303, 307, 308].flatMap((status) => [
  ...["GET", "HEAD"].map((method) => [status, method, "no body"] as const),
  ...["POST", "PUT", "PATCH", "DELETE"].flatMap((method) =>
    Object.keys(bodies).map((kind) => [status, method, kind] as const),
  ),
]);

// One difference is meant: where POST becomes GET, `fetch` gives up a stream although it would not be sent again.
const isMeant = ([status, method, kind]: (typeof table)[number]) =>
  status < 303 && method === "POST" && kind === "a stream";

describe.each(ways)("%s", (_way, authFetch) => {
  test.each(table.filter((row) => !isMeant(row)))(
    "follows %i as fetch does: %s with %s",
    async (status, method, kind) => {
      await using server = await redirecting("/to?x=1#hash", status);
      const attempt = async (send: Fetch) => {
        const before = server.requests.length;
        const init = { method, ...bodies[kind]?.() };
        const answer = await send(`${server.origin}/from`, init).then(
          async (response) => [response.status, await response.text()],
          (error: unknown) => (error as Error).name,
        );
        return { answer, requests: server.requests.slice(before).map(comparable) };
      };
      const plain = await attempt(fetch);
      expect(await attempt(authFetch({ key: "key-1", baseURL: server.origin }))).toEqual(plain);
    },
  );

  test.each([301, 302])("follows a stream that was posted by a %i, without it", async (status) => {
    await using server = await redirecting("/to", status);
    const send = authFetch({ key: "key-1", baseURL: server.origin });
    const response = await send(`${server.origin}/from`, { method: "POST", ...stream() });
    expect(await response.text()).toBe("arrived");
    expect(server.requests.map(({ method, body }) => `${method} ${body}`)).toEqual(["POST stream", "GET "]);
  });

  test("keeps everything on the same origin, where sources are asked anew", async () => {
    await using server = await redirecting("/to");
    const signer = vi.fn(({ url }: { url?: URL | undefined }) => ({ "x-signature": `${url?.pathname}` }));
    let count = 0;
    const send = authFetch({ key: () => `key-${++count}`, headers: signer, baseURL: server.origin });
    const response = await send(`${server.origin}/from`, { headers: { cookie: "a=b", "x-own": "1" } });
    expect(await response.text()).toBe("arrived");
    expect(server.requests.map(({ headers }) => headers)).toMatchObject([
      { authorization: "Bearer key-1", "x-signature": "/from", cookie: "a=b", "x-own": "1" },
      { authorization: "Bearer key-2", "x-signature": "/to", cookie: "a=b", "x-own": "1" },
    ]);
  });

  test("recovers behind a redirect on the same origin", async () => {
    await using server = await startLoopback(({ path, headers }) => {
      if (path === "/from") return { status: 308, headers: { location: "/to" } };
      return headers.authorization === "Bearer key-2" ? { body: "welcome" } : { status: 401 };
    });
    const send = authFetch({ key: renewing("key-1", "key-2"), baseURL: server.origin });
    const response = await send(`${server.origin}/from`, { method: "POST", body: "text" });
    expect(await response.text()).toBe("welcome");
    expect(server.requests.map(({ path, body }) => `${path} ${body}`)).toEqual([
      "/from text",
      "/to text",
      "/to text",
    ]);
  });

  test("asks behind a redirect as if nothing had been refused before", async () => {
    await using server = await startLoopback(({ path, headers }) => {
      if (headers.authorization === "Bearer key-1") return { status: 401 };
      return path === "/from" ? { status: 307, headers: { location: "/to" } } : { body: "arrived" };
    });
    let current = "key-1";
    const key = vi.fn(({ rejected }: SourceContext) => {
      if (rejected === current) current = "key-2";
      return current;
    });
    const send = authFetch({ key, baseURL: server.origin });
    expect(await (await send(`${server.origin}/from`)).text()).toBe("arrived");
    expect(key.mock.calls.map(([{ rejected, status }]) => [rejected, status])).toEqual([
      [undefined, undefined],
      ["key-1", 401],
      [undefined, undefined],
    ]);
  });

  test("gives a loop up where fetch does", async () => {
    await using server = await redirecting("/from");
    expect(await caught(fetch(`${server.origin}/from`))).toBeInstanceOf(TypeError);
    const usual = server.requests.length;
    expect(usual).toBe(21);
    const send = authFetch({ key: "key-1", baseURL: server.origin });
    expect(await caught(send(`${server.origin}/from`))).toBeInstanceOf(TypeError);
    expect(server.requests).toHaveLength(2 * usual);
  });

  test("honours the caller's own redirect mode", async () => {
    await using server = await redirecting("/to");
    const send = authFetch({ key: "key-1", baseURL: server.origin });
    const response = await send(`${server.origin}/from`, { redirect: "manual" });
    expect([response.status, response.headers.get("location")]).toEqual([307, "/to"]);
    expect(await caught(send(`${server.origin}/from`, { redirect: "error" }))).toBeInstanceOf(TypeError);
    const manual = new Request(`${server.origin}/from`, { redirect: "manual" });
    expect((await send(manual)).status).toBe(307);
    expect(server.requests.map(({ path }) => path)).toEqual(["/from", "/from", "/from"]);
  });

  test.each<[number, Record<string, string>]>([
    [302, {}],
    [300, { location: "/to" }],
    [304, { location: "/to" }],
    [201, { location: "/to" }],
  ])("hands a %i with %o on as it is, and takes no redirect for an acceptance", async (status, headers) => {
    await using server = await startLoopback(() => ({ status, headers }));
    const key = renewing();
    const send = authFetch({ key, baseURL: server.origin });
    expect((await send(server.origin)).status).toBe(status);
    expect(server.requests).toHaveLength(1);
    expect(key.accept).toHaveBeenCalledTimes(status === 201 ? 1 : 0);
  });

  test("follows a Request, whose body goes out once", async () => {
    await using server = await startLoopback(({ path }) =>
      path.startsWith("/from") ? { status: Number(path.slice(5)), headers: { location: "/to" } } : {},
    );
    const send = authFetch({ key: "key-1", baseURL: server.origin });
    const request = (status: number) =>
      new Request(`${server.origin}/from${status}`, { method: "POST", body: "text" });
    for (const status of [301, 302, 303]) expect((await send(request(status))).status).toBe(200);
    const sent = server.requests.map(({ method, body, headers }) => [
      method,
      `${body}`,
      headers["content-type"],
    ]);
    const once = [
      ["POST", "text", "text/plain;charset=UTF-8"],
      ["GET", "", undefined],
    ];
    expect(sent).toEqual([...once, ...once, ...once]);
    for (const status of [307, 308]) expect(await caught(send(request(status)))).toBeInstanceOf(TypeError);
    expect(server.requests).toHaveLength(8);
  });

  test("fails closed where a browser hides what a redirect says", async () => {
    const opaque = Object.defineProperties(new Response(), {
      type: { value: "opaqueredirect" },
      status: { value: 0 },
      ok: { value: false },
    });
    const inside = vi.fn<Fetch>(async () => opaque);
    const send = authFetch({ key: "key-1", baseURL: "https://api.example.com" }, { fetch: inside });
    expect(await caught(send("https://api.example.com/"))).toMatchObject({ code: "origin_refused" });
    expect(inside).toHaveBeenCalledTimes(1);
    expect(await send("https://api.example.com/", { redirect: "manual" })).toBe(opaque);
  });
});
