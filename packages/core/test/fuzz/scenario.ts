import fc from "fast-check";
import type { CachedOptions } from "../../src/index.ts";

/** One world for a cache to live in. Chances are from 0 to 1, times in ms. */
export interface Scenario {
  /** Everything that happens by chance follows from it. */
  readonly seed: number;
  readonly turns: number;
  /** The longest pause of a caller between two actions. */
  readonly pause: number;
  /** The longest that the source takes. */
  readonly latency: number;
  /** The longest life of a key. */
  readonly life: number;
  /** Does the source stop when its signal says so? */
  readonly honours: boolean;
  readonly chances: Readonly<Record<Chance, number>>;
  readonly options: Pick<CachedOptions, "ttl" | "refreshAhead" | "minValidity" | "timeout" | "backoff">;
}

/** What may happen to the source, and what callers may do beside asking. */
export type Chance =
  | "fail"
  | "hang"
  | "decline"
  | "repeat"
  | "endless"
  | "dead"
  | "abort"
  | "reject"
  | "invalidate"
  | "accept"
  | "refresh"
  | "jump";

const chance = fc.constantFrom(0, 0.02, 0.1, 0.3);
const maybe = (...values: number[]) => fc.constantFrom(undefined, ...values);

/** Any scenario; it shrinks towards few turns in which nothing goes wrong. */
export const scenarios: fc.Arbitrary<Scenario> = fc.record({
  seed: fc.nat(),
  turns: fc.integer({ min: 1, max: 12 }),
  pause: fc.constantFrom(10, 2_000, 30_000),
  latency: fc.constantFrom(0, 50, 5_000, 60_000),
  life: fc.constantFrom(50, 5_000, 100_000, 3_600_000),
  honours: fc.boolean(),
  chances: fc.record({
    fail: fc.constantFrom(0, 0.1, 0.5, 0.9),
    hang: chance,
    decline: fc.constantFrom(0, 0, 0.1),
    repeat: chance,
    endless: chance,
    dead: chance,
    abort: chance,
    reject: chance,
    invalidate: chance,
    accept: chance,
    refresh: chance,
    jump: chance,
  }),
  options: fc.record({
    ttl: maybe(0, 1_000, 60_000),
    refreshAhead: maybe(0, 1_000, 600_000),
    minValidity: maybe(0, 500, 60_000),
    timeout: maybe(20, 1_000),
    backoff: fc.constantFrom({}, { initial: 0 }, { initial: 10, max: 100 }),
  }),
});

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
