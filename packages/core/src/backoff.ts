import type { AuthError } from "./auth-error.ts";

/** A failure, and those before it in a row. */
export interface Failure {
  readonly error: AuthError;
  readonly count: number;
  /** When the source may be asked again, by the monotonic clock. */
  readonly until: number;
}

/** The first retry is free, then the pause doubles from `initial` up to `max`; an error's own `retryAfter` is honoured. */
export function nextFailure(
  error: AuthError,
  last: Failure | undefined,
  tick: number,
  initial: number,
  max: number,
): Failure {
  const count = (last?.count ?? 0) + 1;
  // The exponent is clamped: 2 ** 1024 is Infinity, and Infinity is for ever.
  const pause = count > 1 ? Math.min(initial * 2 ** Math.min(count - 2, 30), max) : 0;
  return { error, count, until: tick + Math.max(pause, error.retryAfter ?? 0) };
}
