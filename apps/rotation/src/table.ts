import { paint } from "./paint.ts";
import type { Totals } from "./tally.ts";

const widths = { name: 28, number: 10 };
const head = [
  ["", "tokens", "keys", "401s", ""],
  ["calls", "streamed", "exchanged", "recovered", "failures"],
];
const groups = [
  { title: "With Valet Key", holds: ({ keys }: Totals) => keys === "valet key" },
  { title: "Without", holds: ({ keys }: Totals) => keys !== "valet key" },
];

/** The rows in their groups, under one head: 78 columns. */
export function table(rows: readonly Totals[]): string[] {
  const lines = head.map((names) => paint("dim", cells("", names).trimEnd()));
  for (const { title, holds } of groups) {
    lines.push(paint("bold", title), ...rows.filter(holds).map(line));
  }
  return lines;
}

function line(totals: Totals): string {
  const { calls, tokens, exchanges, recovered, failures } = totals;
  const start = cells(`  ${totals.name}`, [calls, tokens, exchanges, recovered].map(grouped));
  const end = grouped(failures).padStart(widths.number);
  return start + paint(failures === 0 ? "green" : "red", end);
}

function cells(name: string, values: readonly string[]): string {
  return name.padEnd(widths.name) + values.map((value) => value.padStart(widths.number)).join("");
}

/** 1234567 as 1,234,567. */
export function grouped(value: number): string {
  return value.toLocaleString("en-US");
}
