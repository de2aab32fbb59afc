import { setTimeout as sleep } from "node:timers/promises";
import type { Lane } from "./lane.ts";
import type { Ending } from "./scenario.ts";

/** How many ask at the same time. */
export const crowd = { callers: 3, streamers: 3 } as const;

/** How long each thinks before asking again, in ms: not the same for all, who would ask in step otherwise. */
const pause = { least: 100, most: 300 };

/** A call that takes longer has failed, in ms: long enough for a machine that has better things to do. */
const patience = 30_000;

/** Keeps a client busy until the run is over, and waits for what is under way then. */
export async function keepBusy(lane: Lane, { over, stop }: Ending): Promise<void> {
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
        tally.answered++;
      } catch (error) {
        if (!stop.aborted) tally.fail(error);
      }
      const thinking = pause.least + Math.random() * (pause.most - pause.least);
      await sleep(thinking, undefined, { signal: over }).catch(() => {});
    }
  }

  await Promise.all([
    ...Array.from({ length: crowd.callers }, () => repeat(call)),
    ...Array.from({ length: crowd.streamers }, () => repeat(stream)),
  ]);
}
