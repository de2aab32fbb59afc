import { AsyncLocalStorage } from "node:async_hooks";
import { expect, test } from "vitest";
import { caught } from "../test/caught.ts";
import { issuer, openIssuer } from "../test/issuer.ts";
import { manualClock, turns } from "../test/manual-clock.ts";
import { bearer, cached, firstOf, header, type KeyInput, type Source, scoped } from "./index.ts";

test("keeps what the source answered", async () => {
  const source = issuer();
  const key = cached(source);
  expect(await key()).toBe("key-1");
  expect(await key()).toBe("key-1");
  expect(source.asked).toHaveLength(1);
});

test("takes a string, a thunk, an async function and a bare Expiring", async () => {
  expect(await cached("key-1")()).toBe("key-1");
  expect(await cached(() => "key-1")()).toBe("key-1");
  expect(await cached(async () => "key-1")()).toBe("key-1");
  expect(await cached(() => ({ value: "key-1", expiresIn: 60 }))()).toBe("key-1");
});

test.each([
  ["a promise", Promise.resolve("key-1"), "key_invalid"],
  ["nothing", undefined, "key_invalid"],
  ["an empty string", " \n", "key_invalid"],
  [
    "what depends on who asks",
    scoped(
      () => "tenant",
      () => "key-1",
    ),
    "auth_conflict",
  ],
  [
    "that inside firstOf",
    firstOf(
      scoped(
        () => "tenant",
        () => "key-1",
      ),
    ),
    "auth_conflict",
  ],
  [
    "that inside bearer",
    bearer(
      scoped(
        () => "tenant",
        () => "key-1",
      ),
    ),
    "auth_conflict",
  ],
])("refuses %s when it is made", (_, input, code) => {
  expect(() => cached(input as KeyInput)).toThrow(expect.objectContaining({ name: "AuthError", code }));
});

test.each([
  { ttl: Number.NaN },
  { ttl: -1 },
  { ttl: "60" },
  { refreshAhead: -1 },
  { minValidity: Number.NaN },
  { timeout: -1 },
  { timeout: Number.NaN },
  { backoff: { initial: -1 } },
  { backoff: { max: Number.NaN } },
  { onEvent: "log" },
  { waitUntil: {} },
  { random: 0.5 },
  { clock: {} },
])("refuses the option %o when it is made", (options) => {
  expect(() => cached(() => "key-1", options as object)).toThrow(TypeError);
});

test("leaves the options as they are, and takes frozen ones", async () => {
  const options = Object.freeze({ ttl: 1_000, backoff: Object.freeze({ initial: 1 }) });
  expect(await cached(() => "key-1", options)()).toBe("key-1");
});

test("one exchange for a hundred callers", async () => {
  const source = openIssuer();
  const key = cached(source);
  const answers = Promise.all(Array.from({ length: 100 }, () => key()));
  expect(source.exchanges).toHaveLength(1);
  source.last.resolve("key-1");
  expect(new Set(await answers)).toEqual(new Set(["key-1"]));
  expect(source.exchanges).toHaveLength(1);
});

test("a cached source stays what it is", async () => {
  const key = cached(issuer());
  expect(cached(key, { ttl: 0 })).toBe(key);
});

test("undefined is passed through and not kept", async () => {
  let calls = 0;
  const key = cached(() => (++calls < 3 ? undefined : "key-1")) as unknown as Source<string>;
  expect(await key({})).toBeUndefined();
  expect(await key({})).toBeUndefined();
  expect(await key({})).toBe("key-1");
  expect(calls).toBe(3);
});

test("firstOf goes on when a cached source says that it is not meant", async () => {
  const nobody = cached(() => undefined as unknown as string);
  expect(await firstOf(nobody, "key-2")({})).toBe("key-2");
});

test("the source is told nothing of any caller's request", async () => {
  const source = issuer();
  const key = cached(source);
  const { signal } = new AbortController();
  await key({
    url: new URL("https://one.example"),
    method: "POST",
    headers: new Headers(),
    body: "x",
    signal,
  });
  await key({ rejected: "key-1", status: 401, url: new URL("https://two.example") });
  expect(source.asked).toEqual([
    { signal: expect.any(AbortSignal) },
    { signal: expect.any(AbortSignal), rejected: "key-1" },
  ]);
  expect(source.asked.flatMap(Object.keys)).not.toContain("url");
  expect(source.asked[0]?.signal).not.toBe(signal);
});

test("peek answers at once, what is held or nothing", async () => {
  const key = cached(issuer());
  expect(key.peek()).toBeUndefined();
  await key();
  expect(key.peek()).toBe("key-1");
});

test("expiresAt says when, and nothing for what does not expire", async () => {
  const clock = manualClock();
  const key = cached(issuer({ expiresIn: 60 }), { clock });
  expect(key.expiresAt).toBeUndefined();
  await key();
  expect(key.expiresAt).toBe(clock.now() + 60_000);
  key.invalidate("key-1");
  expect(key.expiresAt).toBeUndefined();
  const endless = cached("key-1");
  await endless();
  expect(endless.expiresAt).toBeUndefined();
});

test("refresh asks the source, whatever is held", async () => {
  const source = issuer({ expiresIn: 3_600 });
  const key = cached(source);
  await key();
  expect(await key.refresh()).toBe("key-2");
  expect(await key()).toBe("key-2");
  expect(key.peek()).toBe("key-2");
});

test("concurrent refreshes share one exchange", async () => {
  const source = issuer({ expiresIn: 3_600 });
  const key = cached(source);
  await key();
  expect(await Promise.all([key.refresh(), key.refresh(), key.refresh()])).toEqual([
    "key-2",
    "key-2",
    "key-2",
  ]);
  expect(source.asked).toHaveLength(2);
});

test("a refresh waits for an exchange under way and then makes its own, once for all", async () => {
  const source = openIssuer();
  const key = cached(source);
  const plain = key();
  const refreshes = [key.refresh(), key.refresh()];
  await turns();
  expect(source.exchanges).toHaveLength(1);
  source.last.resolve("key-1");
  await turns();
  expect(source.exchanges).toHaveLength(2);
  source.last.resolve("key-2");
  expect(await Promise.all([plain, ...refreshes])).toEqual(["key-1", "key-2", "key-2"]);
});

test("a refresh survives the failure of the exchange that it waited for", async () => {
  const source = openIssuer();
  const key = cached(source);
  const plain = caught(key());
  const refreshed = key.refresh();
  source.last.reject(new Error("down"));
  await turns();
  source.last.resolve("key-2");
  expect(await refreshed).toBe("key-2");
  expect(await plain).toMatchObject({ code: "key_unavailable" });
});

test("a source is called its function's name, or what the options say", async () => {
  expect(
    cached(function entra() {
      return "key-1";
    }).name,
  ).toBe("entra");
  expect(cached(() => "key-1", { name: "vault" }).name).toBe("vault");
  const failing = cached(() => Promise.reject(new Error("down")), { name: "vault" });
  expect(await caught(failing())).toMatchObject({ message: expect.stringContaining("vault") });
});

test("close drops the value, aborts the exchange and answers everybody", async () => {
  const source = openIssuer();
  const key = cached(source, { name: "vault" });
  const waiting = caught(key());
  const refreshing = caught(key.refresh());
  key.close();
  expect(source.last.context.signal?.aborted).toBe(true);
  const closed = { name: "AuthError", code: "closed", message: expect.stringContaining("vault") };
  expect(await waiting).toMatchObject(closed);
  expect(await refreshing).toMatchObject(closed);
  source.last.resolve("key-1");
  await turns();
  expect(key.peek()).toBeUndefined();
  expect(await caught(key())).toMatchObject(closed);
  expect(await caught(key.refresh())).toMatchObject(closed);
  expect(await caught(key({ rejected: "key-1" }))).toMatchObject(closed);
  expect(source.exchanges).toHaveLength(1);
});

test("close takes away a value that is held", async () => {
  const key = cached("key-1");
  await key();
  key.close();
  expect(key.peek()).toBeUndefined();
  expect(key.expiresAt).toBeUndefined();
  expect(await caught(key())).toMatchObject({ code: "closed" });
});

test("using closes it", async () => {
  let outside: () => Promise<string>;
  {
    using key = cached("key-1");
    await key();
    outside = key;
  }
  expect(await caught(outside())).toMatchObject({ code: "closed" });
});

test("a set of headers is kept like a key", async () => {
  const source = issuer({ expiresIn: 60 });
  const clock = manualClock();
  const headers = cached(bearer(source), { clock });
  expect(await headers()).toEqual({ authorization: "Bearer key-1" });
  expect(await headers()).toEqual({ authorization: "Bearer key-1" });
  expect(headers.expiresAt).toBe(clock.now() + 60_000);
  expect(source.asked).toHaveLength(1);
  const own = cached(header("x-api-key", "key-9"));
  expect(await own()).toEqual({ "x-api-key": "key-9" });
});

test("calls its source in the AsyncLocalStorage of whoever came first", async () => {
  const tenant = new AsyncLocalStorage<string>();
  const key = cached(async () => `key-of-${tenant.getStore()}`);
  const ask = (name: string) => tenant.run(name, () => key());
  // Which is why a source that reads a tenant from there belongs under scoped().
  expect(await Promise.all([ask("a"), ask("b")])).toEqual(["key-of-a", "key-of-a"]);
});
