import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { vitestReport } from "./paths.ts";
import type { Step } from "./steps.ts";
import { formatTotals, printedTotals, type Totals, vitestTotals } from "./totals.ts";

/** How one step ended. */
export interface Result {
  passed: boolean;
  seconds: number;
  /** Standard output and error, in the order in which they came. */
  output: string;
  /** What to print in place of the step's description: its counts, or the line that it is there to print. */
  note?: string;
  totals?: Totals;
}

export async function runStep(step: Step): Promise<Result> {
  if (step.totals === "vitest") rmSync(vitestReport, { force: true });
  const start = performance.now();
  const { code, output } = await runCommand(step.command);
  const result: Result = { passed: code === 0, seconds: (performance.now() - start) / 1000, output };
  if (step.note) result.note = output.trimEnd().split("\n").at(-1) ?? "";
  if (step.totals === undefined) return result;

  const found = step.totals === "vitest" ? vitestTotals(vitestReport) : printedTotals(output);
  const totals = found ?? { passed: 0, failed: 0, skipped: 0 };
  // A runner that prints no counts did not run; one that fails without a failed test broke outside of them
  // (an unhandled rejection, a crash). Neither may look like a success in the totals.
  result.passed &&= found !== undefined && totals.failed === 0;
  if (!result.passed && totals.failed === 0) totals.failed = 1;
  return { ...result, totals, note: formatTotals(totals) };
}

function runCommand(command: string): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { shell: true, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}
