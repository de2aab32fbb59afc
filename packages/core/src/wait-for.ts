/** A caller who leaves at once: what is waited for this way still has its limit. */
export const nobody: AbortSignal = AbortSignal.abort();

/**
 * Waits for a promise as long as a signal allows, and until a limit in ms. Whoever leaves leaves alone:
 * the promise goes on, and so does its limit, only that it no longer keeps the process alive.
 */
export const waitFor = <T>(
  promise: PromiseLike<T>,
  signal: AbortSignal | null | undefined,
  limit?: number,
  expire?: () => unknown,
): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer: unknown = expire && setTimeout(() => reject(expire()), limit);
    const leave = () => {
      (timer as { unref?(): void } | undefined)?.unref?.();
      reject(signal?.reason);
    };
    signal?.addEventListener("abort", leave);
    if (signal?.aborted) leave();
    promise.then(resolve, reject).then(() => {
      clearTimeout(timer as number);
      signal?.removeEventListener("abort", leave);
    });
  });
