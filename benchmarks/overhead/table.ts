import { cached, type Fetch } from "@valetkey/core";
import { type Effort, interleave } from "../measure/interleave.ts";
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

/** As long as keys of this kind are: an SDK looks at each of its characters. */
const apiKey = "key-".padEnd(164, "1");
const key = cached(async () => ({ value: apiKey, expiresIn: 3_600 }));
const trace = () => ({ "x-trace-id": "trace-1" });

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
  const alone = adapter.alone(apiKey, baseURL, fetch);
  const again = adapter.alone(apiKey, baseURL, fetch);
  const withKey = adapter.armed({ key }, baseURL, fetch);
  const withBoth = adapter.armed({ key, headers: trace }, baseURL, fetch);
  const variants = {
    "the SDK alone": () => alone(),
    "the SDK alone, again": () => again(),
    key: () => withKey(),
    "the SDK alone, a header of the call's own": () => alone(trace()),
    "key and header source": () => withBoth(),
  };
  // A call is a hundred times what the other tables measure: longer slices, and fewer of them.
  const times = await interleave(new Map(Object.entries(variants).map(([name, run]) => [name, { run }])), {
    rounds: Math.ceil(rounds / 4),
    slice: slice * 5,
  });
  const of = (name: keyof typeof variants) => times.get(name) ?? [];
  const row = (name: keyof typeof variants, than: keyof typeof variants, budget?: number) => {
    const ratio = summary(over(of(name), of(than)));
    return [
      `${adapter.name}, ${where}: ${name}`,
      ratio.median.toFixed(2),
      spread(ratio),
      budget ? verdict(ratio.median, budget) : "",
      figure(summary(of(name)).median / 1000),
    ];
  };
  return [
    row("the SDK alone, again", "the SDK alone"),
    row("key", "the SDK alone", most),
    row("key and header source", "the SDK alone, a header of the call's own", most),
  ];
}
