import { setInterval } from "node:timers/promises";

/** Something to wait for every so many ms, until the signal aborts. */
export async function* ticks(ms: number, signal: AbortSignal): AsyncGenerator<void, void, void> {
  try {
    yield* setInterval(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
