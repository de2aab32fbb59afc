import { describe, expect, test } from "vitest";
import { caught } from "../test/caught.ts";
import { openIssuer } from "../test/issuer.ts";
import { manualClock } from "../test/manual-clock.ts";
import {
  basic,
  bearer,
  type CachedOptions,
  cached,
  type Expiring,
  type HeaderSource,
  header,
  type KeyInput,
} from "./index.ts";

const begin = manualClock().now();
const base64url = (value: unknown): string =>
  btoa(JSON.stringify(value)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
/** Not signed: nobody here checks it. `sub` is there so that the encoding has both of its odd characters. */
const jwt = (exp: unknown): string => `${base64url({ alg: "none" })}.${base64url({ exp, sub: "??>>" })}.x`;

/** How some issuers say that a key never expires. */
const never = new Date("9999-12-31T23:59:59Z");

/** A cache without windows, so that its value is handed out up to the last ms of its life. */
function setUp(answer: unknown, options: CachedOptions = {}) {
  const clock = manualClock();
  let calls = 0;
  const source = () => {
    calls++;
    return answer as Expiring<string>;
  };
  const key = cached(source, { clock, refreshAhead: 0, minValidity: 0, ...options });
  return { key, clock, calls: () => calls };
}

describe("a value lives", () => {
  test.each<[string, unknown, CachedOptions, number]>([
    ["for expiresIn seconds", { value: "k", expiresIn: 60 }, {}, 60_000],
    ["until expiresAt in ms", { value: "k", expiresAt: begin + 5_000 }, {}, 5_000],
    ["until expiresAt as a Date", { value: "k", expiresAt: new Date(begin + 5_000) }, {}, 5_000],
    [
      "for expiresIn rather than expiresAt",
      { value: "k", expiresIn: 60, expiresAt: begin + 5_000 },
      {},
      60_000,
    ],
    [
      "until expiresAt if expiresIn is null",
      { value: "k", expiresIn: null, expiresAt: begin + 5_000 },
      {},
      5_000,
    ],
    ["until the exp of a JWT", jwt(begin / 1_000 + 90), {}, 90_000],
    ["until the exp of a JWT without times", { value: jwt(begin / 1_000 + 90) }, {}, 90_000],
    ["for expiresIn rather than exp", { value: jwt(begin / 1_000 + 90), expiresIn: 60 }, {}, 60_000],
    [
      "until expiresAt rather than exp",
      { value: jwt(begin / 1_000 + 90), expiresAt: begin + 5_000 },
      {},
      5_000,
    ],
    ["no longer than ttl, over expiresIn", { value: "k", expiresIn: 60 }, { ttl: 1_000 }, 1_000],
    ["no longer than ttl, over expiresAt", { value: "k", expiresAt: begin + 5_000 }, { ttl: 1_000 }, 1_000],
    ["no longer than ttl, over exp", jwt(begin / 1_000 + 90), { ttl: 1_000 }, 1_000],
    ["no longer than it says, whatever the ttl", { value: "k", expiresIn: 60 }, { ttl: 90_000 }, 60_000],
    ["until the year 9999", { value: "k", expiresAt: never }, {}, +never - begin],
    ["until the year 9999 of a JWT", jwt(+never / 1_000), {}, +never - begin],
    ["for the ttl if it says nothing", "k", { ttl: 1_000 }, 1_000],
  ])("%s", async (_, answer, options, life) => {
    const { key, clock, calls } = setUp(answer, options);
    await key();
    expect(key.expiresAt).toBe(begin + life);
    clock.advance(life - 1);
    expect(key.peek()).toBeDefined();
    await key();
    expect(calls()).toBe(1);
    clock.advance(1);
    expect(key.peek()).toBeUndefined();
    await key();
    expect(calls()).toBe(2);
  });

  test.each(["k", "not.a.jwt", "..", jwt(undefined), { value: "k", expiresIn: null, expiresAt: null }])(
    "until it is rejected, if it says nothing: %j",
    async (answer) => {
      const { key, clock, calls } = setUp(answer);
      await key();
      clock.advance(1e12);
      await key();
      expect(calls()).toBe(1);
      expect(key.expiresAt).toBeUndefined();
    },
  );

  test("for as long as the key in a set of headers", async () => {
    const { key, clock, calls } = setUp(undefined);
    const headers = cached(
      bearer(() => ({ value: "k", expiresAt: begin + 5_000 })),
      { clock },
    );
    await headers();
    expect(headers.expiresAt).toBe(begin + 5_000);
    expect([key.expiresAt, calls()]).toEqual([undefined, 0]);
  });

  test.each<[string, (key: KeyInput) => HeaderSource]>([
    ["bearer", bearer],
    ["a header of its own", (key) => header("x-service-token", key)],
    ["basic", (key) => basic("user", key)],
  ])("until the exp of a JWT in a set of headers: %s", async (_, wrap) => {
    const clock = manualClock();
    const headers = cached(
      wrap(() => jwt(begin / 1_000 + 90)),
      { clock },
    );
    await headers();
    expect(headers.expiresAt).toBe(begin + 90_000);
  });
});

describe("is refused, and not kept for ever", () => {
  test.each([
    { expiresIn: Number.NaN },
    { expiresIn: -1 },
    { expiresIn: Number.POSITIVE_INFINITY },
    { expiresIn: "soon" },
    { expiresIn: new Date(Number.NaN) },
    { expiresAt: Number.NaN },
    { expiresAt: -1 },
    { expiresAt: 0 },
    { expiresAt: Number.POSITIVE_INFINITY },
    { expiresAt: new Date(Number.NaN) },
    { expiresAt: Math.floor(begin / 1_000) + 3_600 },
    { expiresAt: "tomorrow" },
  ])("a value with %o", async (time) => {
    const { key, calls } = setUp({ value: "key-1", ...time });
    const error = await caught(key());
    expect(error).toMatchObject({ name: "AuthError", code: "key_invalid", retryable: false });
    expect((error as Error).message).toMatch(/expires(In|At)/);
    expect((error as Error).message).not.toContain("key-1");
    expect(key.peek()).toBeUndefined();
    await caught(key());
    expect(calls()).toBe(2);
  });

  test.each([0, -1, begin])("a JWT whose exp is %d", async (exp) => {
    const { key, clock, calls } = setUp(jwt(exp));
    await key().catch(() => {});
    clock.advance(1e11);
    await key().catch(() => {});
    expect(calls()).toBe(2);
  });
});

describe("counts from the start of the exchange", () => {
  test.each<[string, Expiring<string>, CachedOptions]>([
    ["expiresIn", { value: "k", expiresIn: 60 }, {}],
    ["ttl", { value: "k" }, { ttl: 60_000 }],
  ])("%s", async (_, answer, options) => {
    const clock = manualClock();
    const source = openIssuer();
    const key = cached(source, { clock, refreshAhead: 0, minValidity: 0, ...options });
    const first = key();
    clock.advance(20_000);
    source.last.resolve(answer);
    await first;
    expect(key.expiresAt).toBe(begin + 60_000);
    clock.advance(39_999);
    expect(key.peek()).toBe("k");
    clock.advance(1);
    expect(key.peek()).toBeUndefined();
  });

  test("also if the wall clock is set back meanwhile", async () => {
    const clock = manualClock();
    const source = openIssuer();
    const key = cached(source, { clock, refreshAhead: 0, minValidity: 0 });
    const first = key();
    clock.advance(20_000);
    clock.shiftWall(-3_600_000);
    source.last.resolve({ value: "k", expiresIn: 60 });
    await first;
    clock.advance(40_000);
    expect(key.peek()).toBeUndefined();
  });
});

describe("over when it comes", () => {
  test.each<[string, unknown, number]>([
    ["expiresIn 0", { value: "k", expiresIn: 0 }, 0],
    ["expiresAt in the past", { value: "k", expiresAt: begin - 3_600_000 }, 0],
    ["a JWT of yesterday", jwt(begin / 1_000 - 86_400), 0],
    ["an exchange longer than the life", { value: "k", expiresIn: 10 }, 15_000],
  ])("%s: whoever waits gets it, and the source is asked once a second", async (_, answer, duration) => {
    const clock = manualClock();
    const source = openIssuer();
    const key = cached(source, { clock });
    const waiting = Promise.all([key(), key(), key()]);
    clock.advance(duration);
    source.last.resolve(answer as Expiring<string>);
    expect(new Set(await waiting).size).toBe(1);
    for (let ms = 0; ms < 999; ms += 111) {
      await key();
      clock.advance(111);
    }
    expect(source.exchanges).toHaveLength(1);
    clock.advance(1);
    const next = key();
    expect(source.exchanges).toHaveLength(2);
    source.last.resolve("fresh");
    expect(await next).toBe("fresh");
  });
});
