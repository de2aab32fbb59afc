import { setTimeout as sleep } from "node:timers/promises";
import type { Lane } from "./lane.ts";

/** How many ask at the same time, and how long each thinks before asking again, in ms. */
export const crowd = { callers: 3, streamers: 3, pause: 150 } as const;

/** A call that takes longer has failed, in ms. */
const patience = 10_000;

/** Keeps a client busy until the time is over, and waits for what is under way then. */
export async function keepBusy(lane: Lane, over: AbortSignal, stop: AbortSignal): Promise<void> {
  const { client, tally } = lane;

  async function call(question: string, signal: AbortSignal): Promise<void> {
    if ((await client.call(question, signal)) === "") throw new Error("The answer is empty.");
  }

  async function stream(question: string, signal: AbortSignal): Promise<void> {
    for await (const _ of client.stream(question, signal)) tally.tokens++;
  }

  async function repeat(ask: typeof call): Promise<void> {
    while (!over.aborted) {
      const question = `Question ${++tally.calls}`;
      try {
        await ask(question, AbortSignal.any([stop, AbortSignal.timeout(patience)]));
      } catch (error) {
        if (!stop.aborted) tally.fail(error);
      }
      await sleep(crowd.pause, undefined, { signal: over }).catch(() => {});
    }
  }

  await Promise.all([
    ...Array.from({ length: crowd.callers }, () => repeat(call)),
    ...Array.from({ length: crowd.streamers }, () => repeat(stream)),
  ]);
}
