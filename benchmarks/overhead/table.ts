import { type Auth, cached, type Fetch } from "@valetkey/core";
import { type Effort, interleave, type Variant } from "../measure/interleave.ts";
import { over, summary } from "../measure/statistics.ts";
import { figure, spread, verdict } from "../report/figures.ts";
import type { Table } from "../report/table.ts";
import type { Adapter } from "./adapter.ts";
import { aiSdk } from "./ai-sdk.ts";
import { anthropic } from "./anthropic.ts";
import { langchain } from "./langchain.ts";
import { startLoopback } from "./loopback.ts";
import { openai } from "./openai.ts";

const adapters: readonly Adapter[] = [openai, aiSdk, langchain, anthropic];

/** The most that a call may cost, as a multiple of the SDK's own. */
const budget = 1.1;

const key = cached(async () => ({ value: "key-1", expiresIn: 3_600 }));
const auths: Record<string, Auth> = {
  key: { key },
  "key and header source": { key, headers: () => ({ "x-trace-id": "trace-1" }) },
};

/** What a call costs through an adapter, as a multiple of what the SDK alone makes of it. */
export async function overheadTable(effort: Effort): Promise<Table> {
  const rows: string[][] = [];
  for (const adapter of adapters) {
    const fetch: Fetch = async () => Response.json(adapter.answer);
    rows.push(...(await measure(adapter, "in memory", "https://api.openai.com/v1", fetch, effort, budget)));
  }
  await using service = await startLoopback(openai.answer);
  rows.push(...(await measure(openai, "on loopback", service.baseURL, undefined, effort)));
  return { columns: ["a call through", "× the SDK alone", "half of the rounds", "budget", "µs"], rows };
}

async function measure(
  adapter: Adapter,
  where: string,
  baseURL: string,
  fetch: Fetch | undefined,
  { rounds, slice }: Effort,
  most?: number,
): Promise<string[][]> {
  await key();
  const variants = new Map<string, Variant>();
  variants.set("the SDK alone", { run: adapter.alone(baseURL, fetch) });
  variants.set("the SDK alone, again", { run: adapter.alone(baseURL, fetch) });
  for (const [name, auth] of Object.entries(auths))
    variants.set(name, { run: adapter.armed(auth, baseURL, fetch) });
  // A call is a hundred times what the other tables measure: longer slices, and fewer of them.
  const times = await interleave(variants, { rounds: Math.ceil(rounds / 4), slice: slice * 5 });
  const alone = times.get("the SDK alone") ?? [];
  return [...times].slice(1).map(([name, own]) => {
    const ratio = summary(over(own, alone));
    const isControl = name === "the SDK alone, again";
    return [
      `${adapter.name}, ${where}: ${name}`,
      ratio.median.toFixed(2),
      spread(ratio),
      most && !isControl ? verdict(ratio.median, most) : "",
      figure(summary(own).median / 1000),
    ];
  });
}
