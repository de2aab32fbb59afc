import { expect, test } from "vitest";
import { addTotals, formatTotals, printedTotals } from "./totals.ts";

test("reads the totals that a runner prints, whatever stands before them on the line", () => {
  const output =
    "ok 1\ncore:test: \u001b[32m12 passed, 0 failed\u001b[39m\n\n3 passed, 1 failed, 2 skipped\nbye";
  expect(printedTotals(output)).toEqual({ passed: 15, failed: 1, skipped: 2 });
});

test("tells a runner without totals from one that ran nothing", () => {
  expect(printedTotals("Segmentation fault")).toBeUndefined();
  expect(printedTotals("0 passed, 0 failed")).toEqual({ passed: 0, failed: 0, skipped: 0 });
});

test("names skipped tests only where there are some", () => {
  const first = { passed: 1, failed: 0, skipped: 0 };
  expect(formatTotals(first)).toBe("1 passed, 0 failed");
  expect(formatTotals(addTotals(first, { passed: 2, failed: 1, skipped: 4 }))).toBe(
    "3 passed, 1 failed, 4 skipped",
  );
});
