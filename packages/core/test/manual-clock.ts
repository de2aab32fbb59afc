import type { Clock } from "../src/index.ts";

/** Both clocks of a cache, moved by hand. */
export interface ManualClock extends Clock {
  /** Time passes, in ms. */
  advance(duration: number): void;
  /** Somebody sets the wall clock forward, or back; a suspend looks like the former. */
  shiftWall(difference: number): void;
}

/** A clock that stands still until a test moves it; the wall clock begins late in the year 2026. */
export function manualClock(): ManualClock {
  let wall = 1_800_000_000_000;
  let tick = 1_000;
  return {
    now: () => wall,
    monotonic: () => tick,
    advance(duration) {
      wall += duration;
      tick += duration;
    },
    shiftWall(difference) {
      wall += difference;
    },
  };
}

/** Lets everything that is ready run, without any time going by. */
export async function turns(count = 30): Promise<void> {
  for (let turn = 0; turn < count; turn++) await undefined;
}
