import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";

/** How the tests of one or more runners ended. */
export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

export function addTotals(left: Totals | undefined, right: Totals): Totals {
  if (left === undefined) return right;
  return {
    passed: left.passed + right.passed,
    failed: left.failed + right.failed,
    skipped: left.skipped + right.skipped,
  };
}

/** `12 passed, 0 failed`, with `, 1 skipped` only where there is one. */
export function formatTotals({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** Sums every line of a runner's output that ends in `N passed, N failed` or `N passed, N failed, N skipped`. */
export function printedTotals(output: string): Totals | undefined {
  let totals: Totals | undefined;
  for (const [, passed, failed, skipped] of stripVTControlCharacters(output).matchAll(
    /\b(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/gm,
  )) {
    totals = addTotals(totals, {
      passed: Number(passed),
      failed: Number(failed),
      skipped: Number(skipped ?? 0),
    });
  }
  return totals;
}

/** The totals in a file that Vitest's JSON reporter wrote; undefined if it did not get that far. */
export function vitestTotals(file: string): Totals | undefined {
  try {
    const report: Record<string, number> = JSON.parse(readFileSync(file, "utf8"));
    const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = report;
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  } catch {
    return undefined;
  }
}
