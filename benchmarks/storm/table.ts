import { peers } from "../peers/index.ts";
import type { Client } from "../peers/peer.ts";
import { versionOf } from "../report/machine.ts";
import type { Table } from "../report/table.ts";
import { permanentRefusal, storm } from "./storm.ts";

/** How hard it storms. */
export interface Scale {
  readonly requests: number;
  /** Over how long refusals arrive, in ms. */
  readonly spreads: readonly number[];
  /** How many calls are refused one after the other. */
  readonly calls: number;
}

export const fullScale: Scale = { requests: 100, spreads: [0, 80, 2_000], calls: 20 };
export const quickScale: Scale = { requests: 20, spreads: [0, 16, 200], calls: 3 };

/**
 * Every client in the same storm. Three figures in a cell are for refusals that arrive at the same time,
 * and over the two spreads.
 */
export async function stormTable(scale: Scale): Promise<Table> {
  const rows: string[][] = [];
  for (const peer of peers) {
    const label = `${peer.package} ${versionOf(peer.package)}`;
    for (const client of peer.clients ?? [])
      rows.push([`${label}: ${client.name}`, ...(await cells(client, scale))]);
  }
  const { requests, calls } = scale;
  const columns = [
    "client",
    "exchanges",
    `failed of ${requests}`,
    "the same where a new token ends the last",
    `${calls} calls always 401: exchanges, requests`,
    "one 403: exchanges",
  ];
  return { columns, rows };
}

async function cells(client: Client, { requests, spreads, calls }: Scale): Promise<string[]> {
  const storms = (revokesPrevious: boolean) =>
    Promise.all(spreads.map((spread) => storm(client, { requests, spread, revokesPrevious })));
  // Each has a service of its own, so they may take place at the same time.
  const [kept, revoked, unauthorized, once, twice] = await Promise.all([
    storms(false),
    storms(true),
    permanentRefusal(client, 401, calls),
    permanentRefusal(client, 403, 1),
    permanentRefusal(client, 403, 2),
  ]);
  return [
    kept.map(({ exchanges }) => exchanges).join(" / "),
    kept.map(({ failures }) => failures).join(" / "),
    revoked.map(({ failures }) => failures).join(" / "),
    `${unauthorized.exchanges}, ${unauthorized.requests}`,
    // The first call also gets the token.
    `${twice.exchanges - once.exchanges}`,
  ];
}
