import { afterEach, describe, expect, test, vi } from "vitest";
import { issuer, openIssuer } from "../test/issuer.ts";
import { type ManualClock, manualClock, turns } from "../test/manual-clock.ts";
import { type CachedOptions, type CachedSource, cached } from "./index.ts";

afterEach(() => {
  vi.useRealTimers();
});

/** A cache that holds key-1, its source open for the next exchange. */
async function setUp(seconds: number, options: CachedOptions = {}) {
  const clock = manualClock();
  const source = openIssuer();
  const key = cached(source, { clock, random: () => 0, ...options });
  const first = key();
  source.last.resolve({ value: "key-1", expiresIn: seconds });
  await first;
  return { key, source, clock };
}

/** What a caller meets: the value at once, the value with a refresh behind it, or a wait. */
async function phase(key: CachedSource<string>, exchanges: readonly unknown[]): Promise<string> {
  const before = exchanges.length;
  let answer: string | undefined;
  key().then(
    (value) => {
      answer = value;
    },
    () => {},
  );
  await turns();
  if (answer === undefined) return "waits";
  return exchanges.length > before ? "ahead" : "fresh";
}

describe("windows", () => {
  test.each<[string, number, CachedOptions, ahead: number, minimum: number]>([
    ["default, a long life", 3_600, {}, 300_000, 30_000],
    ["default, a short life", 100, {}, 50_000, 10_000],
    ["default, jitter in the middle", 3_600, { random: () => 0.5 }, 262_500, 30_000],
    ["default, almost all of the jitter", 3_600, { random: () => 1 }, 225_000, 30_000],
    [
      "explicit, without jitter",
      3_600,
      { refreshAhead: 600_000, minValidity: 60_000, random: () => 1 },
      600_000,
      60_000,
    ],
    ["explicit ahead alone", 3_600, { refreshAhead: 600_000 }, 600_000, 30_000],
    ["explicit minimum alone", 3_600, { minValidity: 60_000 }, 300_000, 60_000],
    ["ahead as long as the life gives way", 100, { refreshAhead: 100_000 }, 50_000, 10_000],
    ["minimum longer than the life gives way", 100, { minValidity: 200_000 }, 50_000, 10_000],
    ["a ttl is the life", 3_600, { ttl: 100_000 }, 50_000, 10_000],
  ])("%s", async (_, seconds, options, ahead, minimum) => {
    const life = options.ttl ?? seconds * 1_000;
    const { key, clock, source } = await setUp(seconds, options);
    clock.advance(life - ahead - 1);
    expect(key.peek()).toBe("key-1");
    expect(await phase(key, source.exchanges)).toBe("fresh");
    clock.advance(1);
    expect(key.peek()).toBeUndefined();
    expect(await phase(key, source.exchanges)).toBe("ahead");
    source.last.resolve(undefined);
    await turns();
    clock.advance(ahead - minimum - 1);
    expect(await phase(key, source.exchanges)).toBe("ahead");
    source.last.resolve(undefined);
    await turns();
    clock.advance(1);
    expect(key.peek()).toBeUndefined();
    expect(await phase(key, source.exchanges)).toBe("waits");
  });

  test("an ahead window of 0: nothing in the background, callers wait in the minimum window", async () => {
    const { key, clock, source } = await setUp(100, { refreshAhead: 0 });
    clock.advance(89_999);
    expect(await phase(key, source.exchanges)).toBe("fresh");
    clock.advance(1);
    expect(await phase(key, source.exchanges)).toBe("waits");
  });

  test("a minimum window of 0: nobody waits before it expires", async () => {
    const { key, clock, source } = await setUp(100, { minValidity: 0 });
    clock.advance(99_999);
    expect(await phase(key, source.exchanges)).toBe("ahead");
    clock.advance(1);
    expect(await phase(key, source.exchanges)).toBe("waits");
  });

  test("a ttl of 0: callers share an exchange, and nothing is kept", async () => {
    const source = openIssuer();
    const key = cached(source, { ttl: 0, clock: manualClock() });
    const both = Promise.all([key(), key()]);
    expect(source.exchanges).toHaveLength(1);
    source.last.resolve({ value: "key-1", expiresIn: 3_600 });
    expect(await both).toEqual(["key-1", "key-1"]);
    expect(key.peek()).toBeUndefined();
    expect(key.expiresAt).toBeUndefined();
    const next = key();
    expect(source.exchanges).toHaveLength(2);
    source.last.resolve("key-2");
    expect(await next).toBe("key-2");
  });
});

describe("in the ahead window", () => {
  test("answers at once and refreshes in the background, once", async () => {
    const { key, clock, source } = await setUp(100);
    clock.advance(60_000);
    expect(await Promise.all(Array.from({ length: 100 }, () => key()))).toEqual(Array(100).fill("key-1"));
    expect(source.exchanges).toHaveLength(2);
    expect(await key()).toBe("key-1");
    source.last.resolve({ value: "key-2", expiresIn: 100 });
    await turns();
    expect(key.peek()).toBe("key-2");
    expect(source.exchanges).toHaveLength(2);
  });

  test("peek gives nothing, so that peek() ?? await source() keeps refreshing", async () => {
    const source = issuer({ expiresIn: 100 });
    const clock = manualClock();
    const key = cached(source, { clock, random: () => 0 });
    const seen = new Set<string>();
    for (let second = 0; second < 200; second++) {
      seen.add(key.peek() ?? (await key()));
      await turns();
      clock.advance(1_000);
    }
    expect(seen).toEqual(new Set(["key-1", "key-2", "key-3", "key-4"]));
  });

  test("a refresh in the background is joined by whoever has to wait", async () => {
    const { key, clock, source } = await setUp(100, { timeout: 0 });
    clock.advance(60_000);
    expect(await key()).toBe("key-1");
    clock.advance(35_000);
    const waiting = Promise.all([key(), key()]);
    await turns();
    expect(source.exchanges).toHaveLength(2);
    source.last.resolve({ value: "key-2", expiresIn: 100 });
    expect(await waiting).toEqual(["key-2", "key-2"]);
  });
});

describe("in the minimum window", () => {
  test("callers get the new value", async () => {
    const { key, clock, source } = await setUp(100);
    clock.advance(95_000);
    const waiting = [key(), key()];
    await turns();
    expect(source.exchanges).toHaveLength(2);
    source.last.resolve("key-2");
    expect(await Promise.all(waiting)).toEqual(["key-2", "key-2"]);
  });
});

describe("fresh only if both clocks say so", () => {
  const isFresh = async (move: (clock: ManualClock) => void): Promise<boolean> => {
    const { key, clock } = await setUp(100, { refreshAhead: 0, minValidity: 0 });
    move(clock);
    return key.peek() !== undefined;
  };

  test.each<[string, (clock: ManualClock) => void, boolean]>([
    ["nothing happened", () => {}, true],
    [
      "the wall clock is set back and the life goes by",
      (clock) => {
        clock.shiftWall(-7_200_000);
        clock.advance(100_000);
      },
      false,
    ],
    [
      "the wall clock is set back a little",
      (clock) => {
        clock.shiftWall(-5_000);
        clock.advance(99_999);
      },
      true,
    ],
    ["the machine slept", (clock) => clock.shiftWall(100_000), false],
    ["the machine slept for a little", (clock) => clock.shiftWall(99_999), true],
    [
      "it slept, then somebody set the clock back",
      (clock) => {
        clock.shiftWall(100_000);
        clock.shiftWall(-100_000);
        clock.advance(100_000);
      },
      false,
    ],
  ])("%s", async (_, move, expected) => {
    expect(await isFresh(move)).toBe(expected);
  });

  test("both are read through the globals when they are needed", async () => {
    const source = issuer({ expiresIn: 100 });
    const key = cached(source, { refreshAhead: 0, minValidity: 0 });
    vi.useFakeTimers();
    await key();
    vi.advanceTimersByTime(99_999);
    expect(key.peek()).toBe("key-1");
    vi.advanceTimersByTime(1);
    expect(key.peek()).toBeUndefined();
    await key();
    vi.setSystemTime(Date.now() + 100_000);
    expect(key.peek()).toBeUndefined();
    await key();
    vi.setSystemTime(Date.now() - 100_000);
    vi.advanceTimersByTime(100_000);
    expect(key.peek()).toBeUndefined();
  });
});
