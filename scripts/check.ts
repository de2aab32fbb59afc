/**
 * `pnpm check`: everything that CI runs, one line per step, the whole output of a step that fails, and the
 * summed totals of the test runners as the last line. `pnpm check lint types` runs the named steps alone.
 */
import { root } from "./check/paths.ts";
import { type Result, runStep } from "./check/run-step.ts";
import { type Step, steps } from "./check/steps.ts";
import { addTotals, formatTotals, type Totals } from "./check/totals.ts";
import { formatFailure } from "./check/verdict.ts";

process.chdir(root);
Object.assign(process.env, {
  TURBO_TELEMETRY_DISABLED: "1",
  NEXT_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
  NO_COLOR: "1",
});

const chosen = chooseSteps(process.argv.slice(2));
const results = new Map<string, Result>();
const notRun: string[] = [];
let totals: Totals | undefined;

for (const step of chosen) {
  const blocked = step.needs?.find((name) => results.has(name) && !results.get(name)?.passed);
  if (blocked !== undefined) {
    console.log(`- ${step.name}: not run, because ${blocked} failed`);
    notRun.push(step.name);
    continue;
  }
  if (process.stdout.isTTY) process.stdout.write(`… ${step.name}`);
  const result = await runStep(step);
  if (process.stdout.isTTY) process.stdout.write("\r\u001b[K");
  results.set(step.name, result);
  if (result.totals !== undefined) totals = addTotals(totals, result.totals);
  report(step, result);
}

const failed = [...results].filter(([, result]) => !result.passed).map(([name]) => name);
const verdict: string[] = [];
if (failed.length > 0) {
  verdict.push(formatFailure(chosen.length, failed, notRun));
  process.exitCode = 1;
}
if (totals !== undefined) verdict.push(formatTotals(totals));
if (verdict.length > 0) console.log(`\n${verdict.join("\n")}`);

function chooseSteps(names: string[]): readonly Step[] {
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    const known = steps.map((step) => step.name).join(", ");
    console.error(`There is no step ${unknown.join(", ")}. The steps are: ${known}`);
    process.exit(2);
  }
  return names.length === 0 ? steps : steps.filter((step) => names.includes(step.name));
}

function report(step: Step, { passed, seconds, note, output }: Result): void {
  const mark = passed ? "✓" : "✗";
  console.log(`${mark} ${step.name.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s   ${note ?? step.about}`);
  if (!passed && output.trim() !== note) console.log(`\n${output.trimEnd()}\n`);
}
