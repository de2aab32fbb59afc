import { type Effort, interleave, type Times, type Variant } from "./measure/interleave.ts";
import { minus, over, summary } from "./measure/statistics.ts";
import { peers } from "./peers/index.ts";
import { type Read, token } from "./peers/peer.ts";
import { figure, spread, verdict } from "./report/figures.ts";
import { versionOf } from "./report/machine.ts";
import type { Table } from "./report/table.ts";

const bare = "await (async () => value)()";
const settled = "await a promise that is settled";
const clocks = "Date.now() + performance.now()";

/** What everything is compared with, and what no cache can do without. */
const references: readonly (readonly [string, Variant])[] = [
  [bare, { run: async () => token }],
  [settled, { run: () => promise }],
  [clocks, { run: () => Date.now() + performance.now(), isSync: true }],
];
const promise = Promise.resolve(token);

/** What reading a token costs that is held already, as a multiple of a bare await. */
export async function hotPathTable(effort: Effort): Promise<Table> {
  const variants = new Map<string, Variant>(references);
  const budgets = new Map<string, Read["budget"]>();
  for (const peer of peers) {
    for (const { name, isSync, budget, open } of peer.reads ?? []) {
      const label = `${peer.package} ${versionOf(peer.package)}: ${name}`;
      variants.set(label, { run: await open(), isSync });
      budgets.set(label, budget);
    }
  }
  const times = await interleave(variants, effort);
  const of = (label: string): Times => times.get(label) ?? [];
  const judge = (label: string): string => {
    const { ratio, beyondClocks } = budgets.get(label) ?? {};
    if (ratio === undefined) return "";
    if (!beyondClocks) return verdict(summary(over(of(label), of(bare))).median, ratio);
    const { median } = summary(over(minus(of(label), of(clocks)), of(bare)));
    return `clocks ${median < 0 ? "−" : "+"} ${figure(Math.abs(median))} of ${verdict(median, ratio)}`;
  };
  const rows = [...variants.keys()].map((label) => {
    const measured = summary(over(of(label), of(bare)));
    return [label, figure(measured.median), spread(measured), judge(label)];
  });
  return { columns: ["reading a token", "× a bare await", "half of the rounds", "budget"], rows };
}
