import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { canDraw, picture } from "./screen.ts";
import type { Totals } from "./tally.ts";

const many = 1_234_567;
const row: Totals = {
  name: "openai SDK → createValet",
  keys: "valet key",
  calls: many,
  answered: many,
  tokens: many,
  exchanges: many,
  recovered: many,
  failures: many,
  reasons: new Map(),
};
const event = "13.0 s  revoked by surprise: the keys of all 4 clients";

test.each([0, 2, 5])("a frame fits 80 columns and keeps its height with %i events", (count) => {
  const events = Array.from({ length: count }, (_, index) => `${index} ${event}`);
  const lines = picture({ rows: [row], elapsed: 2, seconds: 15, events }).map(stripVTControlCharacters);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(lines).toHaveLength(picture({ rows: [row], elapsed: 0, seconds: 15, events: [] }).length);
  expect(lines.filter((line) => line.includes("surprise:"))).toEqual(events.slice(-3));
});

test.each([
  [{ isTTY: true, columns: 80 }, "xterm-256color", true],
  [{ isTTY: true, columns: 79 }, "xterm-256color", false],
  [{ isTTY: true, columns: 80 }, "dumb", false],
  // Some terminals do not tell how wide they are.
  [{ isTTY: true, columns: 0 }, "xterm", true],
  [{}, "xterm", false],
])("on %j with TERM=%s it is drawn: %s", (stream, TERM, drawn) => {
  expect(canDraw(stream, { TERM })).toBe(drawn);
});

test.each([
  [0, 0, "15 s left"],
  [7.5, 25, "8 s left"],
  [15.3, 50, "the last answers arrive"],
])("after %d s %d of 50 parts of the bar are full", (elapsed, full, text) => {
  const bar = stripVTControlCharacters(picture({ rows: [], elapsed, seconds: 15, events: [] }).at(-1) ?? "");
  expect(bar).toBe(`${"█".repeat(full)}${"░".repeat(50 - full)}  ${text}`);
});
