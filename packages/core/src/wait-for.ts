/** The longest delay that timers take; a longer one would fire at once. */
const longest = 2 ** 31 - 1;

/** A caller who leaves at once: what is waited for this way still has its limit. */
export const nobody: AbortSignal = AbortSignal.abort();

/**
 * Waits for a promise as long as a signal allows, and until a limit in ms. Whoever leaves leaves alone:
 * the promise goes on, and so does its limit, only that it no longer keeps the process alive.
 */
export function waitFor<T>(
  promise: PromiseLike<T>,
  signal: AbortSignal | null | undefined,
  limit = 0,
  expire?: () => unknown,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = expire && setTimeout(() => reject(expire()), Math.min(limit, longest));
    const leave = () => {
      (timer as { unref?(): void } | undefined)?.unref?.();
      reject(signal?.reason);
    };
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", leave);
    };
    promise.then(resolve, reject).then(done);
    if (signal?.aborted) leave();
    else signal?.addEventListener("abort", leave);
  });
}
