import { randomBytes } from "node:crypto";
import { inspect } from "node:util";
import { expect, test, vi } from "vitest";
import { caught } from "../test/caught.ts";
import { findLeaks } from "../test/find-leaks.ts";
import { startLoopback } from "../test/loopback.ts";
import {
  type AuthEvent,
  authFetch,
  basic,
  bearer,
  cached,
  createValet,
  type Fetch,
  firstOf,
  header,
  isAuthError,
  type KeyInput,
  pool,
  scoped,
} from "./index.ts";

/** What nobody may ever see. Two halves, so that a part of it is found as well. */
const needle = randomBytes(12).toString("hex");
const second = randomBytes(12).toString("hex");

const leaks = (value: unknown) => [needle, second].flatMap((key) => findLeaks(value, key));

/** The texts of an error and its causes, as far as they are ours: a source's own error is its own affair. */
const texts = (error: unknown): string =>
  isAuthError(error)
    ? [
        error.name,
        error.code,
        error.message,
        error.stack,
        JSON.stringify(error),
        `${error}`,
        texts(error.cause),
      ].join()
    : "";

const renew = ({ rejected }: { rejected?: string | undefined }) => (rejected === needle ? second : needle);

test.each<[string, () => KeyInput]>([
  ["a static key", () => needle],
  ["a function", () => renew],
  ["a cache", () => cached(renew)],
  ["firstOf", () => firstOf(() => undefined, needle)],
  ["a pool", () => pool([needle, cached(renew)])],
  [
    "scoped",
    () =>
      scoped(
        () => "acme",
        () => cached(renew),
      ),
  ],
])("shows no key of %s, neither before nor after it was used, renewed and refused", async (_name, make) => {
  await using server = await startLoopback(({ headers }) => ({
    status: headers.authorization?.endsWith(second) ? 200 : 401,
  }));
  const events: AuthEvent[] = [];
  const onEvent = (event: AuthEvent) => events.push(event);
  const key = make();
  const wrapped = [bearer(key), header("x-gateway-key", key), basic("user", key)];
  const auth = { key, headers: wrapped.slice(1, 2), baseURL: server.origin, onEvent };
  const send = authFetch(auth);
  const valet = createValet(auth);
  const made = () => [
    send,
    valet,
    valet.fetch,
    valet.key,
    ...wrapped,
    ...(typeof key === "string" ? [] : [key]),
  ];
  for (const value of made()) expect(leaks(value)).toEqual([]);
  await send(server.origin);
  await valet.fetch(server.origin, { headers: { authorization: `Bearer ${valet.placeholder}` } });
  await valet.key();
  for (const source of wrapped) await source({});
  await send(server.origin);
  for (const value of made()) expect(leaks(value)).toEqual([]);
  expect(events).not.toHaveLength(0);
  expect(leaks(events)).toEqual([]);
});

const at = "https://api.example.com";
const send = (auth: object) => authFetch({ baseURL: at, ...auth })(at);
const failing = () => {
  throw Object.assign(new Error(`exchange of ${needle} failed`), { status: 500 });
};

test.each<[string, string, () => unknown]>([
  ["key_unavailable", "a source that fails", () => send({ key: failing })],
  ["key_unavailable", "a cache that fails", () => send({ key: cached(failing) })],
  [
    "key_unavailable",
    "a cache through all that there is",
    () =>
      send({
        headers: bearer(
          firstOf(
            scoped(
              () => "acme",
              () => pool([cached(failing)]),
            ),
          ),
        ),
      }),
  ],
  [
    "key_unavailable",
    "a pool that rests",
    async () => {
      const key = pool([needle]);
      await key({});
      key.invalidate?.(needle, { status: 429 });
      return send({ key });
    },
  ],
  [
    "key_unavailable",
    "a key that was refused again",
    async () => {
      const key = cached(() => needle);
      await key();
      key.invalidate(needle, { status: 401 });
      return key({ rejected: needle, status: 401 });
    },
  ],
  [
    "key_unavailable",
    "no tenant",
    () =>
      send({
        key: scoped(
          () => "",
          () => needle,
        ),
      }),
  ],
  ["key_invalid", "a space in the key", () => send({ key: () => `${needle} ${needle}` })],
  [
    "key_invalid",
    "a newline in a static key",
    () => createValet({ key: `${needle}\n${needle}`, baseURL: at }),
  ],
  ["key_invalid", "what is not ASCII, cached", () => send({ key: cached(() => `${needle}…`) })],
  ["key_invalid", "an object for a key", () => send({ key: () => ({ token: needle }) })],
  [
    "headers_invalid",
    "a newline in a header",
    () => send({ headers: () => ({ "x-key": `${needle}\n${needle}` }) }),
  ],
  ["headers_invalid", "a header that is no text", () => send({ headers: () => ({ "x-key": [needle] }) })],
  ["headers_invalid", "a text for headers", () => send({ headers: () => `x-key: ${needle}` })],
  ["headers_invalid", "a key for a user", () => basic(`${needle}:`, needle)],
  [
    "headers_invalid",
    "a static header",
    () => createValet({ headers: { "x-key": `${needle}\u0000` }, baseURL: at }),
  ],
  [
    "source_timeout",
    "a source that hangs",
    () => send({ key: cached(() => new Promise<string>(() => {}), { timeout: 1, name: "vault" }) }),
  ],
  [
    "origin_refused",
    "another origin",
    () => authFetch({ key: needle, baseURL: at })(`https://user:${needle}@evil.test/${needle}?key=${needle}`),
  ],
  [
    "closed",
    "a cache that is closed",
    async () => {
      const key = cached(() => needle);
      await key();
      key.close();
      return send({ key });
    },
  ],
])("says %s without the key: %s", async (code, _what, attempt) => {
  const error = await caught(attempt);
  expect(error).toMatchObject({ name: "AuthError", code });
  expect(texts(error)).toContain(code);
  expect(texts(error)).not.toContain(needle);
  // What a logger prints, all but the cause that is not ours.
  (error as Error).cause = undefined;
  expect(inspect(error, { depth: 12, showHidden: true })).not.toContain(needle);
});

test("passes an error of the fetch inside on as it is", async () => {
  const failure = new TypeError("fetch failed");
  const inside = vi.fn<Fetch>(async () => Promise.reject(failure));
  const error = await caught(authFetch({ key: needle, baseURL: at }, { fetch: inside })(at));
  expect(error).toBe(failure);
  expect(leaks(error)).toEqual([]);
});

test("tells keys apart by fingerprints that do not lead back to them", async () => {
  await using server = await startLoopback(() => ({ status: 401 }));
  const events: AuthEvent[] = [];
  const onEvent = (event: AuthEvent) => events.push(event);
  await authFetch({ key: renew, baseURL: server.origin, onEvent })(server.origin);
  const prints = events.filter(({ type }) => type === "rejected").map(({ fingerprint }) => fingerprint);
  expect(prints).toHaveLength(2);
  expect(new Set(prints).size).toBe(2);
  for (const print of prints) expect(print).toMatch(/^[0-9a-f]{8}$/);
});
