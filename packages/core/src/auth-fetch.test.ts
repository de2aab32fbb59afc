import { expect, test, vi } from "vitest";
import { caught } from "../test/caught.ts";
import { accepting, bearerOf, startLoopback } from "../test/loopback.ts";
import { renewing } from "../test/renewing.ts";
import { type Auth, authFetch, cached, type Fetch, type KeyInput, type SourceContext } from "./index.ts";

/** What the server sees of one request with this auth. */
async function seen(auth: Omit<Auth, "baseURL">, init?: RequestInit) {
  await using server = await startLoopback();
  await authFetch({ ...auth, baseURL: server.origin })(`${server.origin}/v1?a=b`, init);
  const [request] = server.requests;
  if (!request) throw new Error("Nothing arrived.");
  return request;
}

test("adds the key as a bearer and the headers, and leaves the rest of the request alone", async () => {
  const request = await seen(
    { key: "key-1", headers: { "X-Tenant": "acme" } },
    { method: "POST", body: "hello", headers: { "X-Own": "mine" } },
  );
  expect(request).toMatchObject({
    method: "POST",
    path: "/v1?a=b",
    headers: { authorization: "Bearer key-1", "x-tenant": "acme", "x-own": "mine" },
  });
  expect(`${request.body}`).toBe("hello");
});

test.each([
  ["bearer", { authorization: "Bearer key-1" }],
  [{ header: "X-Key" }, { "x-key": "key-1" }],
  [{ header: "Authorization", prefix: "Token " }, { authorization: "Token key-1" }],
] as const)("puts the key where the scheme %o says", async (scheme, headers) => {
  const request = await seen({ key: "key-1", scheme });
  expect(request.headers).toMatchObject(headers);
  expect(JSON.stringify(request.headers).match(/key-1/g)).toHaveLength(1);
});

test.each<[string, KeyInput]>([
  ["a string", "key-1"],
  ["a function", () => "key-1"],
  ["an async function", async () => "key-1"],
  ["a value with its expiry", () => ({ value: "key-1", expiresIn: 60 })],
  ["a cache", cached(() => "key-1")],
])("takes %s as the key", async (_kind, key) => {
  expect(bearerOf(await seen({ key }))).toBe("key-1");
});

test.each<[string, Auth["headers"]]>([
  ["an object", { "X-A": "1", "x-none": undefined }],
  ["Headers", new Headers({ "x-a": "1" })],
  ["pairs", [["X-A", "1"]]],
  ["a function", () => ({ "x-a": "1" })],
  ["an async function", async () => new Headers({ "x-a": "1" })],
  ["a function with pairs", () => [["x-a", "1"]] as const],
  ["values with their expiry", () => ({ value: { "x-a": "1" }, expiresIn: 60 })],
  ["a cache", cached(() => ({ "x-a": "1" }))],
  ["a list, of which the later wins", [{ "x-a": "0" }, () => ({ "X-A": "2" }), [["x-A", "1"]]]],
])("takes %s as headers", async (_kind, headers) => {
  const request = await seen({ headers });
  expect(request.headers["x-a"]).toBe("1");
  expect(request.headers).not.toHaveProperty("x-none");
  expect(request.names.filter((name) => name.toLowerCase() === "x-a")).toHaveLength(1);
});

test("asks a plain function for every request, with the request's address, method and signal", async () => {
  await using server = await startLoopback();
  const key = vi.fn((_context: SourceContext) => "key-1");
  const send = authFetch({ key, baseURL: server.origin });
  const { signal } = new AbortController();
  await send(`${server.origin}/a`, { method: "put", signal });
  await send(`${server.origin}/b`);
  expect(key).toHaveBeenCalledTimes(2);
  const [context] = key.mock.calls[0] ?? [];
  expect(context).toMatchObject({ method: "PUT", signal });
  expect(`${(context as { url: URL }).url}`).toBe(`${server.origin}/a`);
  expect([context?.headers, context?.body]).toEqual([undefined, undefined]);
});

test.each<[string, RequestInit["headers"]]>([
  ["an object", { AuthoriZation: "Bearer own" }],
  ["Headers", new Headers({ authorization: "Bearer own" })],
  ["pairs", [["AUTHORIZATION", "Bearer own"]]],
])("lets a credential of the caller's own win, in %s", async (_shape, headers) => {
  const key = vi.fn(() => "key-1");
  const request = await seen(
    { key, headers: { "x-a": "1", authorization: "Bearer ours" } },
    { headers: headers ?? {} },
  );
  expect(request.headers).toMatchObject({ authorization: "Bearer own", "x-a": "1" });
  expect(key).not.toHaveBeenCalled();
});

test("lets it win wherever the scheme puts the key", async () => {
  const key = vi.fn(() => "key-1");
  const request = await seen({ key, scheme: { header: "X-Key" } }, { headers: { "x-kEY": "own" } });
  expect(request.headers["x-key"]).toBe("own");
  expect(key).not.toHaveBeenCalled();
});

test("does not recover from the refusal of a credential that is the caller's own", async () => {
  await using server = await startLoopback(accepting("key-1"));
  const key = Object.assign(
    vi.fn(() => "key-1"),
    { invalidate: vi.fn() },
  );
  const send = authFetch({ key, baseURL: server.origin });
  const response = await send(server.origin, { headers: { authorization: "Bearer own" } });
  expect(response.status).toBe(401);
  expect(server.requests).toHaveLength(1);
  expect(key.invalidate).not.toHaveBeenCalled();
});

test("sends the headers alone where there is no key", async () => {
  const { headers } = await seen({ headers: { "x-a": "1" } });
  expect(headers).not.toHaveProperty("authorization");
  expect(headers["x-a"]).toBe("1");
});

test("accepts a Request, whose body is sent once", async () => {
  await using server = await startLoopback(accepting("key-2"));
  const key = renewing("key-1", "key-2");
  const send = authFetch({ key, baseURL: server.origin });
  const request = (init?: RequestInit) =>
    new Request(`${server.origin}/r`, { headers: { "x-own": "1" }, ...init });
  const refused = await send(request({ method: "POST", body: "hello" }));
  expect([refused.status, await refused.text()]).toEqual([401, "refused"]);
  expect(server.requests).toMatchObject([{ method: "POST", path: "/r", headers: { "x-own": "1" } }]);
  expect(`${server.requests[0]?.body}`).toBe("hello");
  expect(key.invalidate).toHaveBeenCalledWith("key-1", { status: 401, retryAfter: undefined });
  expect((await send(request())).status).toBe(200);
  expect(server.requests.map(bearerOf)).toEqual(["key-1", "key-1", "key-2"]);
  await send(request(), { headers: { "x-other": "2" } });
  expect(server.requests[3]?.headers).toMatchObject({ "x-other": "2" });
  expect(server.requests[3]?.headers).not.toHaveProperty("x-own");
});

test("accepts a URL", async () => {
  await using server = await startLoopback();
  await authFetch({ key: "key-1", baseURL: server.origin })(new URL("/u?x=1", server.origin));
  expect(server.requests).toMatchObject([{ path: "/u?x=1", headers: { authorization: "Bearer key-1" } }]);
});

test("looks globalThis.fetch up for every request", async () => {
  const send = authFetch({ key: "key-1", baseURL: "https://api.example.com" });
  for (const name of ["first", "second"]) {
    const stub = vi.fn<Fetch>(async () => new Response(name));
    vi.stubGlobal("fetch", stub);
    expect(await (await send("https://api.example.com/")).text()).toBe(name);
    expect(new Headers(stub.mock.calls[0]?.[1]?.headers).get("authorization")).toBe("Bearer key-1");
  }
});

test("composes the user's own fetch inside, which sees the request as it is sent", async () => {
  await using server = await startLoopback(accepting("key-2"));
  const inside = vi.fn<Fetch>((input, init) => fetch(input, init));
  const key = renewing("key-1", "key-2");
  const send = authFetch({ key, baseURL: server.origin }, { fetch: inside });
  expect((await send(server.origin)).status).toBe(200);
  const sent = inside.mock.calls.map(([, init]) => new Headers(init?.headers).get("authorization"));
  expect(sent).toEqual(["Bearer key-1", "Bearer key-2"]);
});

test("never changes what the caller passes", async () => {
  await using server = await startLoopback(accepting("key-2"));
  const key = renewing("key-1", "key-2");
  const send = authFetch({ key, headers: { "x-a": "1" }, baseURL: server.origin });
  const pairs: [string, string][] = [["X-Own", "1"]];
  for (const headers of [
    Object.freeze({ "X-Own": "1" }),
    new Headers({ "X-Own": "1" }),
    Object.freeze(pairs),
  ]) {
    const body = new URLSearchParams({ a: "b" });
    const init = Object.freeze({ method: "POST", headers: headers as Record<string, string>, body });
    expect((await send(server.origin, init)).status).toBe(200);
    expect([...new Headers(headers as Record<string, string>)]).toEqual([["x-own", "1"]]);
    expect(`${body}`).toBe("a=b");
  }
});

test("refuses what can never work when it is made", async () => {
  const baseURL = "https://api.example.com";
  const wrong = (auth: unknown, options?: unknown) =>
    caught(() => authFetch(auth as Auth, options as { fetch?: Fetch }));
  expect(await wrong({ key: "key-1" })).toMatchObject({ name: "AuthError", code: "origin_refused" });
  expect(await wrong({ key: "key-1", origins: "sdk" })).toMatchObject({ code: "origin_refused" });
  expect(await wrong({ key: "", baseURL })).toMatchObject({ code: "key_invalid" });
  expect(await wrong({ key: "two words", baseURL })).toMatchObject({ code: "key_invalid" });
  const promised = await wrong({ key: Promise.resolve("key-1"), baseURL });
  expect(promised).toMatchObject({ code: "key_invalid", message: expect.stringContaining("function") });
  const headers = await wrong({ headers: Promise.resolve({}), baseURL });
  expect(headers).toMatchObject({ code: "headers_invalid", message: expect.stringContaining("function") });
  expect(await wrong({ headers: { "x-a": "line\nbreak" }, baseURL })).toMatchObject({
    code: "headers_invalid",
  });
  expect(await wrong({ headers: { "x a": "1" }, baseURL })).toMatchObject({ code: "headers_invalid" });
  // An unset variable, say: sent without a credential it would only come back as the server's 401.
  expect(await wrong({ key: undefined, baseURL })).toMatchObject({ code: "key_invalid" });
  expect(await wrong({ scheme: { header: "x:" }, baseURL })).toMatchObject({ code: "headers_invalid" });
  expect(await wrong({ onEvent: 1, baseURL })).toBeInstanceOf(TypeError);
  expect(await wrong({ baseURL }, { fetch: 1 })).toBeInstanceOf(TypeError);
});

test.each<[string, KeyInput, object]>([
  ["nothing", () => undefined, { code: "key_unavailable" }],
  ["an empty string", () => " ", { code: "key_invalid" }],
  ["a newline inside", () => "a\nb", { code: "key_invalid" }],
  ["a number", (() => 42) as never, { code: "key_invalid" }],
])("fails, and sends nothing, when the source answers %s", async (_kind, key, error) => {
  await using server = await startLoopback();
  expect(await caught(authFetch({ key, baseURL: server.origin })(server.origin))).toMatchObject(error);
  expect(server.requests).toHaveLength(0);
});

test("says why a source failed, and whether trying again may help", async () => {
  const failing = (cause: unknown) => {
    const key = () => Promise.reject(cause);
    return caught(authFetch({ key, baseURL: "https://api.example.com" })("https://api.example.com"));
  };
  const cause = new Error("no vault");
  expect(await failing(cause)).toMatchObject({ code: "key_unavailable", retryable: false, cause });
  const transient = Object.assign(new Error("later"), { status: 503 });
  expect(await failing(transient)).toMatchObject({
    code: "key_unavailable",
    retryable: true,
    cause: transient,
  });
});
