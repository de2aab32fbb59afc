import { type Account, openAccount } from "./account.ts";
import type { Client, ClientKind } from "./clients/client.ts";
import { Tally, type Totals } from "./tally.ts";

/** One client with its account and its numbers: a row of the table. */
export interface Lane {
  readonly kind: ClientKind;
  readonly account: Account;
  readonly client: Client;
  readonly tally: Tally;
}

export async function openLane(kind: ClientKind, lifetime: number): Promise<Lane> {
  const account = await openAccount(lifetime);
  const tally = new Tally();
  const { provider, issuer } = account;
  const client = kind.connect({
    baseURL: provider.baseURL,
    exchange: issuer.exchange,
    onEvent: tally.listen,
  });
  return { kind, account, client, tally };
}

export function totalsOf({ kind, account, tally }: Lane): Totals {
  const { calls, tokens, recovered, failures, reasons } = tally;
  const { exchanges } = account.issuer;
  return { name: kind.name, keys: kind.keys, calls, tokens, exchanges, recovered, failures, reasons };
}
