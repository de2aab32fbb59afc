import { expect, test, vi } from "vitest";
import { caught } from "../test/caught.ts";
import { startLoopback } from "../test/loopback.ts";
import { renewing } from "../test/renewing.ts";
import { authFetch, bearer, cached, firstOf, header, type KeySource } from "./index.ts";

test("answers with the first source that does, and asks no further", async () => {
  const last = vi.fn(() => "key-3");
  const source = firstOf(
    () => undefined,
    async () => undefined,
    async () => "key-2",
    last,
  );
  expect(await source({})).toBe("key-2");
  expect(last).not.toHaveBeenCalled();
  expect(await firstOf(() => undefined, "key-1")({})).toBe("key-1");
  expect(await firstOf(() => undefined)({})).toBeUndefined();
});

test("goes on behind a cache that has nothing", async () => {
  const empty = vi.fn(() => undefined);
  const source = firstOf(cached(empty as KeySource), "key-1");
  expect(await source({})).toBe("key-1");
  expect(await source({})).toBe("key-1");
  // Nothing is not kept: the next may be in place at any time.
  expect(empty).toHaveBeenCalledTimes(2);
});

test("stops at a source that throws", async () => {
  const last = vi.fn(() => "key-2");
  const broken = new Error("no vault");
  expect(await caught(() => firstOf(() => Promise.reject(broken), last)({}))).toBe(broken);
  expect(last).not.toHaveBeenCalled();
});

test("hands on when a key expires, and what it is told of the request", async () => {
  const source = vi.fn(() => ({ value: "key-1", expiresIn: 60 }));
  const context = { method: "GET", url: new URL("https://api.example.com") };
  expect(await firstOf(() => undefined, source)(context)).toEqual({ value: "key-1", expiresIn: 60 });
  expect(source).toHaveBeenCalledWith(context);
});

test("takes headers as well, as they stand or from sources", async () => {
  await using server = await startLoopback();
  for (const headers of [
    firstOf(() => undefined, { "x-a": "1" }),
    firstOf(new Headers({ "x-a": "1" })),
    firstOf(
      header(
        "x-a",
        firstOf(() => undefined, "1"),
      ),
    ),
  ]) {
    await authFetch({ headers, baseURL: server.origin })(server.origin);
    expect(server.requests.at(-1)?.headers["x-a"]).toBe("1");
  }
});

test("tells every part of refusals and acceptances, and unites what they recover from", () => {
  const parts = [renewing(), renewing("key-1", "key-2", [403, 401]), () => undefined];
  const source = firstOf(...parts);
  source.invalidate?.("key-1", { status: 403, retryAfter: 5 });
  source.accept?.("key-2");
  for (const part of parts.slice(0, 2) as (typeof parts)[0][] as ReturnType<typeof renewing>[]) {
    expect(part.invalidate.mock.calls).toEqual([["key-1", { status: 403, retryAfter: 5 }]]);
    expect(part.accept.mock.calls).toEqual([["key-2"]]);
  }
  expect([...(source.recoverOn ?? [])].sort()).toEqual([401, 403]);
});

test("reads live what its parts recover from", () => {
  const statuses = [401];
  const source = firstOf(
    Object.defineProperty(() => "key-1", "recoverOn", { get: () => [...statuses] }) as KeySource,
  );
  expect(source.recoverOn).toEqual([401]);
  statuses.push(409);
  expect(source.recoverOn).toEqual([401, 409]);
});

test("asks a part with what was refused only where that part recovers from it", async () => {
  const parts = [
    vi.fn(() => undefined),
    Object.assign(
      vi.fn(() => "key-1"),
      { recoverOn: [403] },
    ),
  ] as const;
  const source = firstOf(...parts);
  const rejected = { rejected: "key-1", status: 403 };
  await source(rejected);
  expect(parts[0]).toHaveBeenLastCalledWith(
    expect.objectContaining({ rejected: undefined, status: undefined }),
  );
  expect(parts[1]).toHaveBeenLastCalledWith(expect.objectContaining(rejected));
  await source({ rejected: "key-1", status: 401 });
  expect(parts[0]).toHaveBeenLastCalledWith(expect.objectContaining({ rejected: "key-1", status: 401 }));
  expect(parts[1]).toHaveBeenLastCalledWith(
    expect.objectContaining({ rejected: undefined, status: undefined }),
  );
});

test("costs no exchange for a status that another part recovers from", async () => {
  await using server = await startLoopback(() => ({ status: 429, headers: { "retry-after": "1" } }));
  const exchange = vi.fn(() => "key-1");
  const other = Object.assign(() => undefined, { recoverOn: [429] });
  const send = authFetch({ key: firstOf(other, cached(exchange)), baseURL: server.origin });
  for (let call = 0; call < 3; call++) expect((await send(server.origin)).status).toBe(429);
  expect(server.requests).toHaveLength(3);
  expect(exchange).toHaveBeenCalledTimes(1);
});

test("is a credential where its parts are", async () => {
  await using server = await startLoopback(({ headers }) => ({
    status: headers["x-gateway-key"] === "key-2" ? 200 : 401,
  }));
  const headers = firstOf(() => undefined, header("x-gateway-key", renewing("key-1", "key-2")));
  expect((await authFetch({ headers, baseURL: server.origin })(server.origin)).status).toBe(200);
  const none = authFetch({ headers: firstOf(bearer(() => undefined)), baseURL: server.origin });
  expect(await caught(none(server.origin))).toMatchObject({ code: "key_unavailable" });
});

test("refuses what can never be a source when it is made", async () => {
  expect(await caught(() => firstOf())).toBeInstanceOf(TypeError);
  expect(await caught(() => firstOf("a b"))).toMatchObject({ code: "key_invalid" });
  const promise = Promise.resolve("key-1");
  expect(await caught(() => firstOf(promise as never))).toMatchObject({
    message: expect.stringContaining("promise"),
  });
});
