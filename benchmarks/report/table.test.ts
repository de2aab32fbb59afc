import { expect, test } from "vitest";
import { figure, verdict } from "./figures.ts";
import { toMarkdown, toText } from "./table.ts";

const table = {
  columns: ["what", "×"],
  rows: [
    ["a", "1.5"],
    ["longer", "24"],
  ],
};

test("a table for a terminal is aligned", () => {
  expect(toText(table)).toBe(["what      ×", "──────  ───", "a       1.5", "longer   24"].join("\n"));
});

test("a table for Markdown has its rule", () => {
  expect(toMarkdown(table)).toBe("| what | × |\n| --- | ---: |\n| a | 1.5 |\n| longer | 24 |");
});

test("figures have two digits that count", () => {
  expect([0.074, 0.996, 1.46, 9.94, 9.96, 104].map(figure)).toEqual([
    "0.07",
    "1.0",
    "1.5",
    "9.9",
    "10",
    "104",
  ]);
});

test("a budget that is not kept says so", () => {
  expect(verdict(1.5, 1.5)).toBe("1.5 ✓");
  expect(verdict(1.51, 1.5)).toBe("1.5 ✗ missed");
});
