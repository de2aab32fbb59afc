import { expect, test } from "vitest";
import { interleave } from "./interleave.ts";
import { minus, over, summary } from "./statistics.ts";

test("each variant runs as often as any other, in every round, and is awaited unless it is synchronous", async () => {
  let open = 0;
  const runs = { async: 0, sync: 0 };
  const variants = new Map([
    [
      "async",
      {
        run: async () => {
          runs.async++;
          expect(open++).toBe(0);
          await undefined;
          open--;
        },
      },
    ],
    [
      "sync",
      {
        run: () => {
          runs.sync++;
          expect(open).toBe(0);
        },
        isSync: true,
      },
    ],
  ]);
  const times = await interleave(variants, { rounds: 3, slice: 0.1 });
  expect([...times.keys()]).toEqual(["async", "sync"]);
  for (const rounds of times.values()) {
    expect(rounds).toHaveLength(3);
    for (const time of rounds) expect(time).toBeGreaterThan(0);
  }
  expect(runs.async).toBe(runs.sync);
});

test("times are set off and compared round by round", () => {
  expect(minus([5, 9], [1, 2])).toEqual([4, 7]);
  expect(over([5, 9], [10, 3])).toEqual([0.5, 3]);
});

test("the summary is the median and the half around it, whatever the order and one outlier", () => {
  expect(summary([3, 1, 900, 2, 4])).toEqual({ median: 3, low: 2, high: 4 });
});
