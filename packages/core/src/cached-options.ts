import { type Clock, systemClock } from "./clock.ts";
import { describeType } from "./key.ts";
import type { AuthEvent } from "./types.ts";

/** How `cached()` keeps, renews and gives up. All times in ms; an explicit `0` is honoured. */
export interface CachedOptions {
  /**
   * The longest that a value is kept, whatever it says itself. `0`: callers share a call that is under
   * way, and nothing is kept. Default: as long as the value says, or until a server refuses it.
   */
  ttl?: number | undefined;
  /**
   * How long before its expiry a value is renewed in the background while callers still get it. Default:
   * 5 minutes or half the life, whichever is less, minus up to 25 % so that many processes do not refresh
   * at once. A window that is as long as the life gives way to the default.
   */
  refreshAhead?: number | undefined;
  /**
   * How long a value must still be valid for callers not to wait for a new one. Should the refresh fail,
   * they get it all the same until it expires. Default: 30 seconds or a tenth of the life, whichever is less.
   */
  minValidity?: number | undefined;
  /** How long the source may take. `0`: as long as it likes. Default: 30000. */
  timeout?: number | undefined;
  /**
   * The pauses between attempts after failures. The first retry is free, then `initial`, doubled each
   * time up to `max`. An error's own `retryAfter` (ms) is honoured. Default: 1000 and 60000.
   */
  backoff?: { initial?: number | undefined; max?: number | undefined } | undefined;
  /** What errors and events call the source. Default: the function's name. */
  name?: string | undefined;
  /** Told of every refresh. What it throws is ignored. */
  onEvent?: ((event: AuthEvent) => void) | undefined;
  /** Gets every background refresh, so that a runtime keeps the request alive for it: `waitUntil` of Workers. */
  waitUntil?: ((refresh: Promise<void>) => void) | undefined;
  /** Both clocks, for tests. Default: `Date.now` and `performance.now`, looked up at each call. */
  clock?: Clock | undefined;
  /** A number from 0 up to 1, for tests. Default: `Math.random`. */
  random?: (() => number) | undefined;
}

/** Options with their defaults, checked. */
export interface CachedSettings
  extends Pick<CachedOptions, "ttl" | "refreshAhead" | "minValidity" | "onEvent" | "waitUntil"> {
  readonly timeout: number;
  readonly backoff: { readonly initial: number; readonly max: number };
  readonly clock: Clock;
  readonly random: () => number;
}

/** The longest delay that timers take; a longer one would fire at once. */
const longestDelay = 2 ** 31 - 1;

/**
 * Fills in the defaults.
 *
 * @throws TypeError naming the option that cannot be.
 */
export function cachedSettings(options: CachedOptions): CachedSettings {
  const { ttl, refreshAhead, minValidity, timeout = 30_000, onEvent, waitUntil } = options;
  const { initial = 1_000, max = 60_000 } = options.backoff ?? {};
  const { clock = systemClock, random = Math.random } = options;
  for (const [name, value] of Object.entries({ ttl, refreshAhead, minValidity, timeout, initial, max })) {
    if (value !== undefined) checkDuration(name, value);
  }
  for (const [name, value] of Object.entries({ onEvent, waitUntil, random, now: clock.now, monotonic: clock.monotonic })) {
    if (value !== undefined && typeof value !== "function") throw new TypeError(`cached(): ${name} is ${describeType(value)}; it has to be a function.`);
  }
  return { ttl, refreshAhead, minValidity, timeout, onEvent, waitUntil, clock, random, backoff: { initial, max } };
}

/** Refuses what is no duration in ms. */
export function checkDuration(name: string, value: unknown): void {
  if (typeof value === "number" && value >= 0 && value <= (name === "timeout" ? longestDelay : Number.MAX_VALUE)) return;
  throw new TypeError(`${name} is ${typeof value === "number" ? value : describeType(value)}; it has to be ms, a number from 0 up${name === "timeout" ? " (0 for no limit)" : ""}.`);
}
