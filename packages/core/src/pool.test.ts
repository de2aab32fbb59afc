import { expect, onTestFinished, test, vi } from "vitest";
import { caught } from "../test/caught.ts";
import { bearerOf, startLoopback } from "../test/loopback.ts";
import { manualClock } from "../test/manual-clock.ts";
import { renewing } from "../test/renewing.ts";
import { authFetch, cached, type KeySource, pool } from "./index.ts";

/** The next few keys of a pool. */
async function take(source: KeySource, count: number): Promise<unknown[]> {
  const keys: unknown[] = [];
  for (let ask = 0; ask < count; ask++) keys.push(await source({}));
  return keys;
}

test("answers a different key at each ask, in turn", async () => {
  const source = pool(["key-1", () => "key-2", cached(async () => "key-3")]);
  expect(await take(source, 6)).toEqual(["key-1", "key-2", "key-3", "key-1", "key-2", "key-3"]);
  const many = await Promise.all(Array.from({ length: 9 }, () => source({})));
  for (const key of ["key-1", "key-2", "key-3"]) expect(many.filter((each) => each === key)).toHaveLength(3);
});

test.each<[string, Record<string, string>, number]>([
  ["as many seconds as Retry-After says", { "retry-after": "7" }, 7_000],
  ["until the date that Retry-After says", { "retry-after": "date" }, 30_000],
  ["for a minute where there is no Retry-After", {}, 60_000],
  ["for a minute where Retry-After makes no sense", { "retry-after": "soon" }, 60_000],
])("on a 429 goes on with another key at once, and rests the first %s", async (_how, headers, rest) => {
  vi.useFakeTimers({ toFake: ["Date"], now: 1_800_000_000_000 });
  onTestFinished(() => void vi.useRealTimers());
  const clock = manualClock();
  const limited = new Set(["key-1"]);
  await using server = await startLoopback((request) => {
    const date = new Date(Date.now() + 30_000).toUTCString();
    const own = headers["retry-after"] === "date" ? { "retry-after": date } : headers;
    return limited.has(bearerOf(request) ?? "") ? { status: 429, headers: own } : {};
  });
  const send = authFetch({ key: pool(["key-1", "key-2"], { clock }), baseURL: server.origin });
  expect((await send(server.origin)).status).toBe(200);
  expect(server.requests.map(bearerOf)).toEqual(["key-1", "key-2"]);
  limited.clear();
  clock.advance(rest - 1);
  for (let call = 0; call < 3; call++) await send(server.origin);
  expect(server.requests.slice(2).map(bearerOf)).toEqual(["key-2", "key-2", "key-2"]);
  clock.advance(1);
  for (let call = 0; call < 2; call++) await send(server.origin);
  expect(server.requests.slice(5).map(bearerOf).sort()).toEqual(["key-1", "key-2"]);
});

test("does not rest a key whose server says that it may come back at once", async () => {
  const clock = manualClock();
  let answers = 0;
  await using server = await startLoopback(() =>
    answers++ === 0 ? { status: 429, headers: { "retry-after": "0" } } : {},
  );
  const send = authFetch({ key: pool(["key-1"], { clock }), baseURL: server.origin });
  expect([(await send(server.origin)).status, (await send(server.origin)).status]).toEqual([429, 200]);
  expect(server.requests.map(bearerOf)).toEqual(["key-1", "key-1"]);
});

test("never costs a token exchange by a 429", async () => {
  await using server = await startLoopback(() => ({ status: 429 }));
  const exchanges = [vi.fn(() => "key-1"), vi.fn(() => "key-2")];
  const send = authFetch({
    key: pool(exchanges.map((exchange) => cached(exchange))),
    baseURL: server.origin,
  });
  for (let call = 0; call < 5; call++) await send(server.origin).catch(() => {});
  // Each was tried once, then rests.
  expect(server.requests.map(bearerOf)).toEqual(["key-1", "key-2"]);
  expect(exchanges.map((exchange) => exchange.mock.calls.length)).toEqual([1, 1]);
});

test("returns the 429, readable, when every other key rests", async () => {
  await using server = await startLoopback(() => ({ status: 429, body: "slow down" }));
  const response = await authFetch({ key: pool(["key-1"]), baseURL: server.origin })(server.origin);
  expect([response.status, await response.text()]).toEqual([429, "slow down"]);
  expect(server.requests).toHaveLength(1);
});

test("says which key wakes first when all rest, and when to try again", async () => {
  const clock = manualClock();
  const source = pool(["key-1", "key-2", "key-3"], { clock });
  const rests = [9, 4.5, 6];
  for (const seconds of rests)
    source.invalidate?.(`${await source({})}`, { status: 429, retryAfter: seconds * 1000 });
  const error = await caught(() => source({}));
  expect(error).toMatchObject({
    name: "AuthError",
    code: "key_unavailable",
    retryable: true,
    retryAfter: 4_500,
  });
  expect((error as Error).message).toMatch(/number 2.* 5 s/);
  expect((error as Error).message).not.toContain("key-2");
  clock.advance(4_500);
  expect(await take(source, 2)).toEqual(["key-2", "key-2"]);
});

test("lets a static key refused with 401 leave for as long as it is told", async () => {
  await using server = await startLoopback((request) => ({
    status: bearerOf(request) === "key-1" ? 401 : 200,
  }));
  const clock = manualClock();
  const send = authFetch({ key: pool(["key-1", "key-2"], { rest: 5_000, clock }), baseURL: server.origin });
  expect((await send(server.origin)).status).toBe(200);
  for (let call = 0; call < 3; call++) expect((await send(server.origin)).status).toBe(200);
  expect(server.requests.map(bearerOf)).toEqual(["key-1", "key-2", "key-2", "key-2", "key-2"]);
  clock.advance(5_000);
  for (let call = 0; call < 2; call++) await send(server.origin);
  expect(server.requests.slice(5).map(bearerOf)).toContain("key-1");
});

test("asks a source refused with 401 for another key at once", async () => {
  await using server = await startLoopback((request) => ({
    status: bearerOf(request) === "key-1" ? 401 : 200,
  }));
  let current = 0;
  const exchange = vi.fn(() => `key-${++current}`);
  const send = authFetch({ key: pool([cached(exchange), "key-other"]), baseURL: server.origin });
  expect((await send(server.origin)).status).toBe(200);
  expect(server.requests.map(bearerOf)).toEqual(["key-1", "key-2"]);
  expect(exchange).toHaveBeenLastCalledWith(expect.objectContaining({ rejected: "key-1" }));
  // And it did not rest for it.
  for (let call = 0; call < 2; call++) await send(server.origin);
  expect(server.requests.slice(2).map(bearerOf).sort()).toEqual(["key-2", "key-other"]);
});

test("goes on with another key where the refused one's source has no new one, or fails", async () => {
  const stubborn = pool([() => "key-1", "key-2"], { clock: manualClock() });
  expect(await stubborn({})).toBe("key-1");
  expect(await stubborn({ rejected: "key-1", status: 401 })).toBe("key-2");
  expect(await take(stubborn, 3)).toEqual(["key-2", "key-2", "key-2"]);
  const failing = pool([() => Promise.reject(new Error("no vault")), () => undefined, "key-3"]);
  expect(await take(failing, 3)).toEqual(["key-3", "key-3", "key-3"]);
});

test("fails where no source has a key", async () => {
  const cause = new Error("no vault");
  expect(await caught(() => pool([() => Promise.reject(cause), () => undefined])({}))).toBe(cause);
  expect(await caught(() => pool([() => undefined, () => undefined])({}))).toMatchObject({
    code: "key_unavailable",
    retryable: false,
  });
});

test.each([
  ["a broken source", () => Promise.reject(new Error("no vault"))],
  ["a source without a key", () => undefined],
])("%s does not hide that another key only rests", async (_what, other) => {
  const clock = manualClock();
  const source = pool([other, "key-2"], { clock });
  expect(await source({})).toBe("key-2");
  source.invalidate?.("key-2", { status: 429, retryAfter: 4_500 });
  expect(await caught(() => source({}))).toMatchObject({
    code: "key_unavailable",
    retryable: true,
    retryAfter: 4_500,
  });
  clock.advance(4_500);
  expect(await source({})).toBe("key-2");
});

test("ends when whoever asks has left", async () => {
  const reason = new Error("Enough.");
  const second = vi.fn(() => "key-2");
  const source = pool([({ signal }) => Promise.reject(signal?.reason), second]);
  expect(await caught(() => source({ signal: AbortSignal.abort(reason) }))).toBe(reason);
  expect(second).not.toHaveBeenCalled();
});

test("tells its sources of refusals and acceptances, and unites what they recover from", () => {
  const parts = [renewing(), renewing("key-1", "key-2", [409])];
  const source = pool(parts);
  expect([...(source.recoverOn ?? [])].sort()).toEqual([401, 409, 429]);
  expect([...(pool(["key-1"]).recoverOn ?? [])].sort()).toEqual([401, 429]);
  source.invalidate?.("key-1", { status: 401 });
  source.accept?.("key-2");
  for (const part of parts) {
    expect(part.invalidate.mock.calls).toEqual([["key-1", { status: 401 }]]);
    expect(part.accept.mock.calls).toEqual([["key-2"]]);
  }
});

test("asks a source with what was refused only for its own key, and for what it recovers from", async () => {
  const parts = [vi.fn(() => "key-1"), vi.fn(() => "key-2")] as const;
  const source = pool(parts);
  await take(source, 2);
  await source({ rejected: "key-2", status: 429 });
  expect(parts[1]).toHaveBeenLastCalledWith(
    expect.objectContaining({ rejected: undefined, status: undefined }),
  );
  for (const part of parts) part.mockClear();
  const other = pool([...parts]);
  await take(other, 2);
  await other({ rejected: "key-2", status: 401 });
  expect(parts[1]).toHaveBeenLastCalledWith({ rejected: "key-2", status: 401 });
  expect(
    parts[0].mock.calls.every(([context]: unknown[]) => !(context as { rejected?: string }).rejected),
  ).toBe(true);
});

test("refuses what can never work when it is made", async () => {
  expect(await caught(() => pool([]))).toBeInstanceOf(TypeError);
  expect(await caught(() => pool("key-1" as never))).toBeInstanceOf(TypeError);
  expect(await caught(() => pool(["key-1"], { rest: -1 }))).toBeInstanceOf(TypeError);
  expect(await caught(() => pool(["key-1"], { rest: Number.NaN }))).toBeInstanceOf(TypeError);
  expect(await caught(() => pool(["a b"]))).toMatchObject({ code: "key_invalid" });
});
