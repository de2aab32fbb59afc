import type { Lane } from "./lane.ts";
import { ticks } from "./ticks.ts";
import { keepBusy } from "./traffic.ts";

/** What all of this is, above the live table, above the summary and on the page. */
export const title = "A live key rotation";

/** How long keys live, and when they are revoked by surprise, the same for every client; in seconds. */
export interface Pace {
  readonly lifetime: number;
  readonly firstSurprise: number;
  readonly surpriseEvery: number;
}

/** Short, so that a quarter of a minute shows it all. */
export const terminalPace: Pace = { lifetime: 2, firstSurprise: 1, surpriseEvery: 3 };

/** Long enough for keys that outlive an issuer's outage of 5 s. */
export const pagePace: Pace = { lifetime: 30, firstSurprise: 5, surpriseEvery: 15 };

/** The shortest run in a terminal in which every client meets an expiry and a surprise, in seconds. */
export const shortest = 3;

/** How a run ends. */
export interface Ending {
  /** Nobody asks any more; what is under way goes on. */
  readonly over: AbortSignal;
  /** What is under way is broken off. */
  readonly stop: AbortSignal;
}

/** Traffic on all lanes at once, and a surprise whenever the pace has one. */
export async function runScenario(
  lanes: readonly Lane[],
  pace: Pace,
  ending: Ending,
  surprise: () => Promise<void>,
): Promise<void> {
  const surprises = repeat(pace, ending.over, surprise);
  await Promise.all(lanes.map((lane) => keepBusy(lane, ending)));
  await surprises;
}

async function repeat(
  { firstSurprise, surpriseEvery }: Pace,
  over: AbortSignal,
  surprise: () => Promise<void>,
): Promise<void> {
  let second = 0;
  for await (const _ of ticks(1000, over)) {
    if (++second % surpriseEvery === firstSurprise) await surprise();
  }
}
