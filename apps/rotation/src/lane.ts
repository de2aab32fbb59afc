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
  const { provider, issuer, clock } = account;
  const { exchange } = issuer;
  const client = kind.connect({ baseURL: provider.baseURL, exchange, clock, onEvent: tally.listen });
  return { kind, account, client, tally };
}

export function totalsOf({ kind, account, tally }: Lane): Totals {
  const { calls, answered, tokens, recovered, failures, reasons } = tally;
  const exchanges = tally.exchanges + account.issuer.exchanges;
  return {
    name: kind.name,
    keys: kind.keys,
    calls,
    answered,
    tokens,
    exchanges,
    recovered,
    failures,
    reasons,
  };
}

/** Lets go of the requests seen so far, which a run without an end would fill the memory with. The totals stay. */
export function forgetRequests({ account, tally }: Lane): void {
  tally.exchanges += account.issuer.exchanges;
  account.issuer.clear();
  account.provider.clear();
}
