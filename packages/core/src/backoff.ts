import { type AuthError, isTerminal, retryAfterOf } from "./auth-error.ts";
import type { Clock } from "./clock.ts";

/** How often a source failed in a row, and when it may be asked again. */
export interface Backoff {
  /** The error to answer with while it must not be asked; otherwise undefined. */
  pending(): AuthError | undefined;
  /** Somebody marked the last failure as final: nobody asks again without need. */
  isTerminal(): boolean;
  failed(error: AuthError): void;
  reset(): void;
}

/** Counts failures. The first retry is free, then the pause doubles from `initial` up to `max`, in ms. */
export function createBackoff({ initial, max }: { initial: number; max: number }, clock: Clock): Backoff {
  let failures = 0;
  let until = 0;
  let last: AuthError | undefined;
  return {
    pending: () => (last && clock.monotonic() < until ? last : undefined),
    isTerminal: () => isTerminal(last),
    failed(error) {
      last = error;
      // The exponent is clamped: 2 ** 1024 is Infinity, and Infinity is for ever.
      const pause = failures === 0 ? 0 : Math.min(initial * 2 ** Math.min(failures - 1, 30), max);
      until = clock.monotonic() + Math.max(pause, retryAfterOf(error));
      failures++;
    },
    reset() {
      failures = 0;
      last = undefined;
    },
  };
}
