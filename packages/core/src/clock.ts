/** The two clocks of a cache. */
export interface Clock {
  /** Wall clock, ms since the epoch. Default: `Date.now()`. */
  now(): number;
  /** A clock that never goes back, in ms. Default: `performance.now()`. */
  monotonic(): number;
}

/** A moment, by both clocks. */
export interface Moment {
  readonly wall: number;
  readonly tick: number;
}

/** Looks the globals up at each call, so that fake timers work. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

/** The present, by both clocks. */
export const present = (clock: Clock): Moment => ({ wall: clock.now(), tick: clock.monotonic() });

/**
 * How long ago a moment was, in ms, by the clock that says more: after a suspend that is the wall clock,
 * and after somebody set the wall clock back it is the other one.
 */
export const since = (moment: Moment, clock: Clock): number =>
  Math.max(clock.now() - moment.wall, clock.monotonic() - moment.tick);
