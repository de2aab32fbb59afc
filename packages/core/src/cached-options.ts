import type { Clock } from "./clock.ts";
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
   * at once. A window as long as the life gives way to the default.
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
  backoff?:
    | {
        /** The first pause, in ms. Default: 1000. */
        initial?: number | undefined;
        /** The longest pause, in ms. Default: 60000. */
        max?: number | undefined;
      }
    | undefined;
  /** What errors and events call the source. Default: the function's name. */
  name?: string | undefined;
  /** Told of every refresh. What it throws is ignored. */
  onEvent?: ((event: AuthEvent) => void) | undefined;
  /** Gets every background refresh, so that the runtime keeps the request alive for it: `waitUntil` on Workers. */
  waitUntil?: ((refresh: Promise<unknown>) => void) | undefined;
  /** Both clocks, for tests. Default: `Date.now` and `performance.now`, looked up at each call. */
  clock?: Clock | undefined;
  /** A number from 0 up to 1, for tests. Default: `Math.random`. */
  random?: (() => number) | undefined;
}
