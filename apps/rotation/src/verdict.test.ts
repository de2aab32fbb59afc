import { expect, test } from "vitest";
import type { Totals } from "./tally.ts";
import { problemsOf } from "./verdict.ts";

const valet: Totals = {
  name: "valet",
  keys: "valet key",
  calls: 90,
  answered: 90,
  tokens: 500,
  exchanges: 5,
  recovered: 4,
  failures: 0,
  reasons: new Map(),
};
const perCall: Totals = {
  ...valet,
  name: "per call",
  keys: "asked for each call",
  exchanges: 90,
  failures: 9,
};
const cached: Totals = { ...valet, name: "cached", keys: "cached until it expires", failures: 9 };
const run = { seconds: 4.2, surprises: 1 };

test("nothing is wrong with the run that the demo promises", () => {
  expect(problemsOf([valet, perCall, cached], run)).toEqual([]);
});

test.each([
  [
    { ...valet, failures: 1, reasons: new Map([["Error: no", 1]]) },
    "valet: 1 of 90 calls failed (Error: no)",
  ],
  [{ ...valet, tokens: 0 }, "valet: nothing arrived"],
  [{ ...valet, recovered: 0 }, "valet: no call met a revoked key"],
  [{ ...valet, exchanges: 8 }, "valet: 8 exchanges, where 7 would do"],
  [{ ...perCall, failures: 0 }, "per call: no call failed, so there is nothing to compare"],
  [{ ...perCall, exchanges: 89 }, "per call: fewer exchanges than calls"],
  [{ ...cached, failures: 0 }, "cached: no call failed, so there is nothing to compare"],
] satisfies [Totals, string][])("row %#: %s is a problem: %s", (totals, problem) => {
  expect(problemsOf([totals], run)).toEqual([problem]);
});

test("a run without a surprise proves nothing", () => {
  expect(problemsOf([valet], { ...run, surprises: 0 })).toEqual(["No key was revoked by surprise."]);
});
