import { expect, test } from "vitest";
import { drawBars, drawMoments, drawSpans, scaleOf } from "./charts.ts";

const now = 100_000;

test("a bar is as wide as its time, and as high as its share of the scale", () => {
  expect(drawBars([{ from: 70_000, to: 71_000, value: 5, base: 0 }], now, 20)).toBe("M300 40V30H310V40Z");
});

test("a bar stands on its base", () => {
  expect(drawBars([{ from: 70_000, to: 71_000, value: 5, base: 10 }], now, 20)).toBe("M300 20V10H310V20Z");
});

test("the least there is can be seen, nothing cannot", () => {
  const bar = { from: 70_000, to: 71_000, base: 0 };
  expect(drawBars([{ ...bar, value: 0.001 }], now, 20)).toBe("M300 40V38H310V40Z");
  expect(drawBars([{ ...bar, value: 0 }], now, 20)).toBe("");
});

test("what leaves on the left is cut off there, and then gone", () => {
  expect(drawSpans([{ from: 39_000, to: 41_000 }], now)).toBe("M0 40V0H10V40Z");
  expect(drawSpans([{ from: 38_000, to: 39_000 }], now)).toBe("");
});

test("a moment is a line", () => {
  expect(drawMoments([70_000], now)).toBe("M298.8 40V0H301.3V40Z");
});

test.each([
  [[], 5],
  [[0, 4.2], 5],
  [[5.1, 21], 25],
])("%j fit under %d", (values, scale) => {
  expect(scaleOf(values)).toBe(scale);
});
