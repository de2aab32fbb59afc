import { setInterval } from "node:timers/promises";
import { revokeKeyInUse } from "./account.ts";
import type { Lane } from "./lane.ts";
import { keepBusy } from "./traffic.ts";

/** What all of this is, above the live table and above the summary. */
export const title = "A live key rotation";

/** The faults, the same for every client; times in seconds. */
export const faults = { lifetime: 2, firstSurprise: 1, surpriseEvery: 3 } as const;

/** The shortest run in which every client meets an expiry and a surprise, in seconds. */
export const shortest = 3;

/** Traffic on all lanes at once, while keys expire by themselves and others are revoked by surprise. */
export async function runScenario(
  lanes: readonly Lane[],
  seconds: number,
  stop: AbortSignal,
  onSurprise: (hit: readonly Lane[]) => void,
): Promise<void> {
  const over = AbortSignal.any([stop, AbortSignal.timeout(seconds * 1000)]);
  const surprises = surprise(lanes, over, onSurprise);
  await Promise.all(lanes.map((lane) => keepBusy(lane, over, stop)));
  await surprises;
}

async function surprise(
  lanes: readonly Lane[],
  over: AbortSignal,
  onSurprise: (hit: readonly Lane[]) => void,
): Promise<void> {
  try {
    let second = 0;
    for await (const _ of setInterval(1000, undefined, { signal: over })) {
      if (++second % faults.surpriseEvery !== faults.firstSurprise) continue;
      const hits = await Promise.all(lanes.map(({ account }) => revokeKeyInUse(account)));
      onSurprise(lanes.filter((_lane, index) => hits[index]));
    }
  } catch (error) {
    if (!over.aborted) throw error;
  }
}
