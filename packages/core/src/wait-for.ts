/** The longest to wait, in ms, and the error when it is over. */
export interface Limit {
  readonly delay: number;
  expire(): Error;
}

/** Waits for a promise as long as a signal and a limit allow. The promise goes on; only this caller leaves. */
export function waitFor<T>(promise: PromiseLike<T>, signal?: AbortSignal | null, limit?: Limit): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => settle(() => reject(signal?.reason));
    const timer = limit && setTimeout(() => settle(() => reject(limit.expire())), limit.delay);
    const settle = (how: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", leave);
      how();
    };
    promise.then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error)),
    );
    if (signal?.aborted) leave();
    else signal?.addEventListener("abort", leave);
  });
}
