/**
 * `pnpm bench`: measures and prints. `--write` writes README.md, `--quick` only shows that everything
 * still runs; a name (`hot-path`, `swap`, `overhead`, `storm`) measures that alone.
 */
import { parseArgs } from "node:util";
import { hotPathTable } from "./hot-path.ts";
import { overheadTable } from "./overhead/table.ts";
import { machine } from "./report/machine.ts";
import { writeReadme } from "./report/readme.ts";
import { type Table, toText } from "./report/table.ts";
import { fullScale, quickScale, stormTable } from "./storm/table.ts";
import { swapTable } from "./swap.ts";

const { values, positionals } = parseArgs({
  options: { quick: { type: "boolean", default: false }, write: { type: "boolean", default: false } },
  allowPositionals: true,
});
const effort = values.quick ? { rounds: 5, slice: 0.3 } : { rounds: 1_000, slice: 1 };

const benchmarks: Record<string, () => Promise<Table>> = {
  "hot-path": () => hotPathTable(effort),
  swap: () => swapTable(effort),
  overhead: () => overheadTable(effort),
  storm: () => stormTable(values.quick ? quickScale : fullScale),
};

const unknown = positionals.find((name) => !(name in benchmarks));
if (unknown)
  throw new Error(`There is no benchmark ${unknown}; there are ${Object.keys(benchmarks).join(", ")}.`);
if (values.write && (values.quick || positionals.length > 0)) throw new Error("--write is for a full run.");

console.log(machine());
const tables: Record<string, Table> = {};
for (const [name, measure] of Object.entries(benchmarks)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const table = await measure();
  tables[name] = table;
  console.log(`\n${name}\n${toText(table)}`);
}
if (values.write) writeReadme(tables);
