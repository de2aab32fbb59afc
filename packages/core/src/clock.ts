/** The two clocks of a cache. */
export interface Clock {
  /** Wall clock, ms since the epoch. Default: `Date.now()`. */
  now(): number;
  /** A clock that never goes back, in ms. Default: `performance.now()`. */
  monotonic(): number;
}

/**
 * A moment on both clocks. It has come as soon as either says so: the wall clock stands right after a
 * suspend, the monotonic one after somebody set the wall clock back.
 */
export interface Moment {
  readonly wall: number;
  readonly monotonic: number;
}

/** Looks the globals up at each call, so that fake timers work. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
};

/** A moment that never comes. */
export const never: Moment = { wall: Infinity, monotonic: Infinity };

/** The present on both clocks. */
export const present = (clock: Clock): Moment => ({ wall: clock.now(), monotonic: clock.monotonic() });

/** The moment so many ms after (or before) another one. */
export const shift = (moment: Moment, ms: number): Moment => ({ wall: moment.wall + ms, monotonic: moment.monotonic + ms });

/** Has the moment come? */
export const isPast = (moment: Moment, clock: Clock): boolean =>
  moment.wall !== Infinity && (clock.now() >= moment.wall || clock.monotonic() >= moment.monotonic);
