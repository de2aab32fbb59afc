import { AssertionError } from "node:assert";
import { setImmediate as nextTurn } from "node:timers/promises";

/** The promise's own outcome, unless it takes for ever. */
export async function within<T>(ms: number, what: string, promise: PromiseLike<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new AssertionError({ message: `${what} after ${ms} ms.` })), ms);
  try {
    return await Promise.race([promise, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Waits until something holds that nobody tells of. */
export async function until(ms: number, what: string, holds: () => boolean): Promise<void> {
  let isOver = false;
  const waiting = (async () => {
    while (!isOver && !holds()) await nextTurn();
  })();
  await within(ms, what, waiting).finally(() => {
    isOver = true;
  });
}
