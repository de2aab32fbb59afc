import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { caught } from "../test/caught.ts";
import { bearerOf, type Seen, startLoopback } from "../test/loopback.ts";
import { renewing } from "../test/renewing.ts";
import { ways } from "../test/ways.ts";
import {
  type Auth,
  basic,
  bearer,
  cached,
  firstOf,
  type HeaderSource,
  header,
  type KeyInput,
  type KeySource,
  pool,
  type SourceContext,
  scoped,
} from "./index.ts";

describe.each(ways)("%s", (_way, authFetch) => {
  test.each<[string, (key: KeyInput) => ReturnType<typeof bearer>, object]>([
    ["bearer", bearer, { authorization: "Bearer key-1" }],
    ["header", (key) => header("X-Gateway-Key", key), { "x-gateway-key": "key-1" }],
    [
      "header with a prefix",
      (key) => header("Helicone-Auth", key, { prefix: "Bearer " }),
      { "helicone-auth": "Bearer key-1" },
    ],
    [
      "basic",
      (key) => basic("zoë", key),
      { authorization: `Basic ${Buffer.from("zoë:key-1").toString("base64")}` },
    ],
  ])("%s wraps a key of any kind", async (_name, wrap, headers) => {
    await using server = await startLoopback();
    const kinds: KeyInput[] = [
      "key-1",
      () => " key-1\n",
      async () => "key-1",
      () => ({ value: "key-1", expiresIn: 60 }),
      cached(() => "key-1"),
    ];
    for (const kind of kinds) {
      await authFetch({ headers: wrap(kind), baseURL: server.origin })(server.origin);
      expect(server.requests.at(-1)?.headers).toMatchObject(headers);
    }
  });

  test.each<[string, (key: KeyInput) => ReturnType<typeof bearer>]>([
    ["bearer", bearer],
    ["header", (key) => header("x-gateway-key", key)],
    ["basic", (key) => basic("user", key)],
  ])(
    "%s recovers as the key itself would, and is told of the key, not of the header",
    async (_name, wrap) => {
      const second = Buffer.from("user:key-2").toString("base64");
      await using server = await startLoopback(({ headers: { authorization, "x-gateway-key": own } }) => ({
        status:
          ["Bearer key-2", `Basic ${second}`].includes(`${authorization}`) || own === "key-2" ? 200 : 403,
      }));
      const key = renewing("key-1", "key-2", [403]);
      const source = wrap(key);
      expect(source.recoverOn).toEqual([403]);
      expect((await authFetch({ headers: source, baseURL: server.origin })(server.origin)).status).toBe(200);
      expect(key.mock.calls[1]?.[0]).toMatchObject({ rejected: "key-1", status: 403 });
      expect(key.invalidate.mock.calls).toEqual([["key-1", { status: 403, retryAfter: undefined }]]);
      expect(key.accept.mock.calls).toEqual([["key-2"]]);
    },
  );

  const tenant = () => "acme";

  test("hands on when the key expires", async () => {
    const source = bearer(() => ({ value: "key-1", expiresIn: 60 }));
    expect(await source({})).toEqual({ value: { authorization: "Bearer key-1" }, expiresIn: 60 });
  });

  test("fails where the key does, and where there is none", async () => {
    const send = (key: KeyInput) =>
      authFetch({ headers: bearer(key), baseURL: "https://a.test" })("https://a.test");
    expect(await caught(send(() => undefined))).toMatchObject({ code: "key_unavailable" });
    expect(await caught(send(() => "a b"))).toMatchObject({ code: "key_invalid" });
    const cause = new Error("no vault");
    expect(await caught(send(() => Promise.reject(cause)))).toMatchObject({ code: "key_unavailable", cause });
  });

  test.each<[string, (source: HeaderSource) => HeaderSource]>([
    ["a cache", (source) => cached(source)],
    ["a cache of firstOf", (source) => cached(firstOf(source))],
    ["a cache in firstOf", (source) => firstOf(cached(source))],
    ["scoped", (source) => scoped(tenant, () => source)],
    ["a cache in scoped", (source) => scoped(tenant, () => cached(source))],
  ])("fails where there is no key, and sends nothing, also through %s", async (_kind, around) => {
    await using server = await startLoopback();
    for (const source of [bearer(() => undefined), header("x-gateway-key", async () => undefined)]) {
      const send = authFetch({ key: "key-1", headers: around(source), baseURL: server.origin });
      expect(await caught(send(server.origin))).toMatchObject({ name: "AuthError", code: "key_unavailable" });
    }
    expect(server.requests).toHaveLength(0);
  });

  const nothing: HeaderSource = () => undefined;

  test.each<[string, HeaderSource]>([
    ["a function", nothing],
    ["an async function", async () => undefined],
    ["a cache", cached(nothing)],
    ["firstOf", firstOf(nothing, cached(nothing))],
    ["scoped", scoped(tenant, () => nothing)],
    ["a cache in scoped", scoped(tenant, () => cached(nothing))],
  ])("adds nothing where %s has no headers for this request", async (_kind, headers) => {
    await using server = await startLoopback();
    expect((await authFetch({ key: "key-1", headers, baseURL: server.origin })(server.origin)).status).toBe(
      200,
    );
    expect(server.requests.map(bearerOf)).toEqual(["key-1"]);
  });

  test("refuses what can never be sent when it is made", async () => {
    expect(await caught(() => bearer("a b"))).toMatchObject({ code: "key_invalid" });
    expect(await caught(() => header("a b", "key-1"))).toMatchObject({ code: "headers_invalid" });
    expect(await caught(() => header("", "key-1"))).toMatchObject({ code: "headers_invalid" });
    expect(await caught(() => header("x-a", "key-1", { prefix: "✓ " }))).toMatchObject({
      code: "headers_invalid",
    });
    expect(await caught(() => basic("a:b", "key-1"))).toMatchObject({ code: "headers_invalid" });
    expect(await caught(() => basic(undefined as never, "key-1"))).toMatchObject({ code: "headers_invalid" });
    const promise = Promise.resolve("key-1") as unknown as string;
    expect(await caught(() => bearer(promise))).toMatchObject({ code: "key_invalid" });
  });

  test.each<[string, unknown]>([
    ["a string", "x-a: 1"],
    ["a newline in a value", { "x-a": "1\n2" }],
    ["what is not Latin in a value", { "x-a": "…" }],
    ["a space in a name", { "x a": "1" }],
  ])("refuses %s from a header source", async (_what, answer) => {
    await using server = await startLoopback();
    const send = authFetch({ headers: (() => answer) as () => undefined, baseURL: server.origin });
    expect(await caught(send(server.origin))).toMatchObject({ name: "AuthError", code: "headers_invalid" });
    expect(server.requests).toHaveLength(0);
  });

  test("asks header sources in the order of the list, after the key, of which the later wins", async () => {
    const order: string[] = [];
    const source = (name: string) => async () => {
      order.push(name);
      await new Promise((resolve) => setImmediate(resolve));
      return { "x-last": name, [`x-${name}`]: "1" };
    };
    await using server = await startLoopback();
    const key = async () => {
      order.push("key");
      return "key-1";
    };
    await authFetch({ key, headers: [source("a"), source("b"), source("c")], baseURL: server.origin })(
      server.origin,
    );
    expect(order).toEqual(["key", "a", "b", "c"]);
    expect(server.requests[0]?.headers).toMatchObject({ "x-last": "c", "x-a": "1", "x-b": "1", "x-c": "1" });
  });

  const secret = "signing-key";
  const sign = (method: string, path: string, authorization: string, body: string) =>
    createHmac("sha256", secret).update([method, path, authorization, body].join("\n")).digest("hex");

  /** The headers that the signer saw. */
  const shown: object[] = [];

  /** Signs a request as it is sent, its key included. */
  const signer = async ({ url, method = "", headers, body }: SourceContext) => {
    shown.push(Object.fromEntries(headers ?? []));
    const text = body ? await new Response(body).text() : "";
    const path = `${url?.pathname}${url?.search}`;
    return { "x-signature": sign(method, path, headers?.get("authorization") ?? "", text) };
  };

  const isSigned = ({ method, path, headers, body }: Seen) =>
    headers["x-signature"] === sign(method, path, `${headers.authorization}`, `${body}`);

  test.each<[string, () => RequestInit]>([
    ["a GET", () => ({})],
    ["a string", () => ({ method: "POST", body: "{}" })],
    ["bytes", () => ({ method: "put", body: new TextEncoder().encode("bytes") })],
    ["a Blob", () => ({ method: "POST", body: new Blob(["blob"]) })],
    ["URLSearchParams", () => ({ method: "POST", body: new URLSearchParams({ a: "b" }) })],
  ])(
    "signs %s as it is sent, again when it is sent again and where it is redirected to",
    async (_kind, init) => {
      await using server = await startLoopback((request) => {
        if (!isSigned(request)) return { status: 400 };
        if (bearerOf(request) !== "key-2") return { status: 401 };
        return request.path === "/to?c=d" ? {} : { status: 307, headers: { location: "/to?c=d" } };
      });
      let current = "key-1";
      const key = ({ rejected }: SourceContext) => {
        if (rejected) current = "key-2";
        return current;
      };
      const send = authFetch({ key, headers: [{ "x-a": "1" }, signer], baseURL: server.origin });
      shown.length = 0;
      const response = await send(`${server.origin}/v1?a=b`, { ...init(), headers: { "X-Own": "2" } });
      expect(response.status).toBe(200);
      expect(server.requests.map((request) => [request.path, bearerOf(request)])).toEqual([
        ["/v1?a=b", "key-1"],
        ["/v1?a=b", "key-2"],
        ["/to?c=d", "key-2"],
      ]);
      expect(shown).toMatchObject([
        { authorization: "Bearer key-1", "x-a": "1", "x-own": "2" },
        { authorization: "Bearer key-2" },
        { authorization: "Bearer key-2" },
      ]);
    },
  );

  test("shows a signer no body that can be read but once, and lets it change nothing", async () => {
    await using server = await startLoopback();
    const meddler = ({ headers, body, url }: SourceContext) => {
      headers?.set("authorization", "Bearer other");
      if (url) url.pathname = "/other";
      return { "x-body": `${body}` };
    };
    const send = authFetch({ key: "key-1", headers: meddler, baseURL: server.origin });
    const body = new Blob(["stream"]).stream();
    await send(`${server.origin}/v1`, { method: "POST", body, duplex: "half" } as RequestInit);
    expect(server.requests).toMatchObject([
      { path: "/v1", headers: { authorization: "Bearer key-1", "x-body": "undefined" } },
    ]);
    expect(`${server.requests[0]?.body}`).toBe("stream");
  });

  test.each<[string, (key: KeySource) => Auth]>([
    ["a plain source", (key) => ({ key })],
    ["firstOf", (key) => ({ key: firstOf(() => undefined, key) })],
    ["pool", (key) => ({ key: pool([key, (context) => key(context)]) })],
    ["scoped", (key) => ({ key: scoped(tenant, () => key) })],
    ["bearer", (key) => ({ headers: bearer(key) })],
    ["all of them", (key) => ({ headers: bearer(firstOf(scoped(tenant, () => key))) })],
  ])(
    "tells where the request goes through %s, also after a refusal that concerns another",
    async (_kind, auth) => {
      await using server = await startLoopback((request) => ({
        status: bearerOf(request) === "key-2" ? 200 : 429,
      }));
      const urls: string[] = [];
      let count = 0;
      const key: KeySource = ({ url, rejected }) => {
        urls.push(`${url} ${rejected}`);
        return `key-${++count}`;
      };
      const again = Object.assign(key, { recoverOn: [429] });
      expect(
        (await authFetch({ ...auth(again), baseURL: server.origin })(`${server.origin}/v1`)).status,
      ).toBe(200);
      expect(urls.map((each) => each.split(" ")[0])).toEqual([`${server.origin}/v1`, `${server.origin}/v1`]);
    },
  );

  test("shows the headers so far to whom a refusal does not concern as well", async () => {
    await using server = await startLoopback((request) => ({
      status: bearerOf(request) === "key-2" ? 200 : 429,
    }));
    const seen: unknown[] = [];
    const look: HeaderSource = ({ headers, rejected, status }) => {
      seen.push([headers?.get("x-own"), rejected, status]);
      return undefined;
    };
    const credential = ({ rejected }: SourceContext) => ({
      authorization: `Bearer key-${rejected ? 2 : 1}`,
    });
    const headers = firstOf(look, Object.assign(credential, { recoverOn: [429] }));
    const send = authFetch({ headers, baseURL: server.origin });
    expect((await send(server.origin, { headers: { "x-own": "1" } })).status).toBe(200);
    expect(seen).toEqual([
      ["1", undefined, undefined],
      ["1", undefined, undefined],
    ]);
  });
});
