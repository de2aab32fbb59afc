import type { Summary } from "../measure/statistics.ts";

/** Two digits that count: 0.07, 1.5, 24. */
export const figure = (value: number): string =>
  Math.abs(value) >= 9.95 ? value.toFixed(0) : Math.abs(value) >= 0.995 ? value.toFixed(1) : value.toFixed(2);

/** The half of the rounds around the median. */
export const spread = ({ low, high }: Summary): string => `${figure(low)}–${figure(high)}`;

/** A budget, and whether it is kept. */
export const verdict = (value: number, budget: number): string =>
  `${figure(budget)} ${value <= budget ? "✓" : "✗ missed"}`;
