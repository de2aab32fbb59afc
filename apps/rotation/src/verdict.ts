import type { Totals } from "./tally.ts";

/** How the run went that the totals are of. */
export interface Run {
  /** How long it took, the last streams included, in seconds. */
  readonly seconds: number;
  /** How often a key was revoked by surprise. */
  readonly surprises: number;
}

/** What does not hold of that which the demo promises; nothing if all is well. */
export function problemsOf(rows: readonly Totals[], run: Run): string[] {
  const problems = run.surprises > 0 ? [] : ["No key was revoked by surprise."];
  return problems.concat(rows.flatMap((totals) => problemsOfRow(totals, run)));
}

function problemsOfRow(totals: Totals, { seconds, surprises }: Run): string[] {
  const { name, keys, calls, tokens, exchanges, recovered, failures } = totals;
  const problems: string[] = [];
  const expect = (holds: boolean, problem: string) => {
    if (!holds) problems.push(`${name}: ${problem}`);
  };
  if (keys === "valet key") {
    // A key is renewed after half its life of 2 s at the earliest, and whenever it is revoked.
    const most = 1 + Math.ceil(seconds) + surprises;
    const [reason = "no reason known"] = totals.reasons.keys();
    expect(failures === 0, `${failures} of ${calls} calls failed (${reason})`);
    expect(calls > 0 && tokens > 0, "nothing arrived");
    expect(recovered > 0, "no call met a revoked key");
    expect(exchanges <= most, `${exchanges} exchanges, where ${most} would do`);
  } else {
    expect(failures > 0, "no call failed, so there is nothing to compare");
    if (keys === "asked for each call") expect(exchanges >= calls, "fewer exchanges than calls");
  }
  return problems;
}
