import assert from "node:assert/strict";
import { setImmediate as nextTurn } from "node:timers/promises";

/** What nobody handled, for everybody who watches at the moment: nothing tells whose it was. */
const watchers = new Set<unknown[]>();

const note = (reason: unknown): void => {
  for (const seen of watchers) seen.push(reason);
};

/** Fails if meanwhile a rejection goes unhandled. */
export async function withoutUnhandled(action: () => Promise<void>): Promise<void> {
  const seen: unknown[] = [];
  if (watchers.size === 0) process.on("unhandledRejection", note);
  watchers.add(seen);
  try {
    await action();
    await nextTurn();
  } finally {
    watchers.delete(seen);
    if (watchers.size === 0) process.off("unhandledRejection", note);
  }
  assert.deepEqual(seen, [], "a rejection went unhandled");
}
