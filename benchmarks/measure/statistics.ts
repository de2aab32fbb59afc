import type { Times } from "./interleave.ts";

/** The middle of the rounds, and the half of them around it. */
export interface Summary {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** What one variant costs beyond another, round by round. */
export const minus = (of: Times, without: Times): Times => of.map((time, round) => time - at(without, round));

/** What one variant costs as a multiple of another, round by round. */
export const over = (of: Times, unit: Times): Times => of.map((time, round) => time / at(unit, round));

export function summary(values: Times): Summary {
  const sorted = values.toSorted((one, other) => one - other);
  const quantile = (share: number) => at(sorted, Math.floor(share * (sorted.length - 1)));
  return { median: quantile(0.5), low: quantile(0.25), high: quantile(0.75) };
}

const at = (values: Times, index: number): number => values[index] ?? Number.NaN;
