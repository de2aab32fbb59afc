import { paint } from "./paint.ts";
import { terminalPace, title } from "./scenario.ts";
import { sides } from "./sides.ts";
import { grouped, table } from "./table.ts";
import type { Totals } from "./tally.ts";
import { crowd } from "./traffic.ts";
import type { Run } from "./verdict.ts";

/** What is left on the terminal in the end: the table, under which conditions, and what follows from it. */
export function summary(rows: readonly Totals[], run: Run, problems: readonly string[]): string {
  const findings = problems.length > 0 ? problems.map(failed) : comparison(rows);
  return [paint("bold", title), "", ...table(rows), "", ...conditions(run), "", ...findings].join("\n");
}

function conditions({ seconds, surprises }: Run): string[] {
  const { callers, streamers } = crowd;
  return [
    `For each client the same: ${Math.floor(seconds)} s, ${callers} callers and ${streamers} readers of streams at a time,`,
    `keys that live ${terminalPace.lifetime} s, an issuer whose new key revokes the one before (as some`,
    `gateways do), and the key in use revoked by surprise ${surprises === 1 ? "once" : `${surprises} times`}.`,
  ].map((line) => paint("dim", line));
}

function comparison(rows: readonly Totals[]): string[] {
  return sides.map(({ title, keys }) => {
    const side = rows.filter((row) => row.keys === keys);
    const total = (column: "calls" | "exchanges" | "recovered" | "failures"): string =>
      grouped(side.reduce((sum, row) => sum + row[column], 0));
    const remark = {
      "valet key": `${total("recovered")} answered after a 401`,
      "asked for each call": "one for each call",
      "cached until it expires": "refused keys sent on",
    }[keys];
    const style = keys === "valet key" ? "green" : "red";
    const failures = paint(style, `${total("failures").padStart(5)} of ${total("calls").padStart(5)} failed`);
    return `${title.padEnd(12)}${failures}, ${total("exchanges").padStart(5)} exchanges: ${remark}`;
  });
}

function failed(problem: string): string {
  return `${paint("red", "failed")}  ${problem}`;
}
