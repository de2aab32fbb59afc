/** What is said of a run of the checks that did not succeed; `run` counts the steps that were asked for. */
export function formatFailure(run: number, failed: readonly string[], notRun: readonly string[]): string {
  const rest = notRun.length > 0 ? `, not run: ${notRun.join(", ")}` : "";
  return `FAILED: ${failed.length} of ${run} ${run === 1 ? "step" : "steps"} (${failed.join(", ")})${rest}`;
}
