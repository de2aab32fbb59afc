import { setTimeout as sleep } from "node:timers/promises";

/** The longest a timer can wait, in ms; a longer delay would end at once, with a warning. */
const LONGEST = 2 ** 31 - 1;

/** Waits for so many ms; throws as soon as the signal is aborted. */
export async function pause(delay: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (delay > 0) await sleep(Math.min(delay, LONGEST), undefined, { signal });
}
