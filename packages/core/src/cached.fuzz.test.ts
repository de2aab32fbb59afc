import fc from "fast-check";
import { expect, test } from "vitest";
import { scenarios } from "../test/fuzz/scenario.ts";
import { simulate } from "../test/fuzz/simulate.ts";

// `pnpm --filter @valetkey/core fuzz` runs it for long. A failure prints its seed and the smallest scenario.
const numRuns = Number(process.env.FUZZ_RUNS ?? 150);

test("whatever happens, a cache keeps its promises to fifty callers", async () => {
  await fc.assert(
    fc.asyncProperty(scenarios, async (scenario) => {
      await simulate(scenario);
    }),
    { numRuns },
  );
});

test("the same scenario takes the same course", async () => {
  await fc.assert(
    fc.asyncProperty(scenarios, async (scenario) => {
      expect(await simulate(scenario)).toEqual(await simulate(scenario));
    }),
    { numRuns: Math.min(10, numRuns) },
  );
});
