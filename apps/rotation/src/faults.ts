import { setTimeout as sleep } from "node:timers/promises";
import { expireKey, revokeKeyInUse } from "./account.ts";
import type { Lane } from "./lane.ts";

export type FaultName = "revoke" | "expire" | "down" | "slow";

/** Something that goes wrong, for all clients at once. */
export interface Fault {
  readonly name: FaultName;
  /** What a button says. */
  readonly label: string;
  /** What it does. */
  readonly about: string;
  /** Causes it, tells what happened in the words of a log, and waits until it is over or the signal says so. */
  cause(lanes: readonly Lane[], tell: (text: string) => void, stop: AbortSignal): Promise<void>;
}

/** In seconds; `exchange` is what one takes while the issuer is slow. */
const spans = { down: 5, slow: 10, exchange: 2 } as const;

const wait = (seconds: number, signal: AbortSignal): Promise<void> =>
  sleep(seconds * 1000, undefined, { signal }).catch(() => {});

const issuersOf = (lanes: readonly Lane[]) => lanes.map(({ account }) => account.issuer);

/** All that can be caused. A further fault is one more entry here. */
export const faults: readonly Fault[] = [
  {
    name: "revoke",
    label: "Revoke the keys",
    about: "The key that each client uses is refused from now on. No client is told.",
    async cause(lanes, tell) {
      const hits = await Promise.all(lanes.map(({ account }) => revokeKeyInUse(account)));
      const hit = hits.filter(Boolean).length;
      const all = lanes.length;
      tell(`revoked by surprise: the keys of ${hit === all ? `all ${all}` : `${hit} of ${all}`} clients`);
    },
  },
  {
    name: "expire",
    label: "Expire the keys",
    about: "Time jumps to the end of every key's life, which the clients know.",
    async cause(lanes, tell) {
      for (const { account } of lanes) expireKey(account);
      tell(`expired: the keys of all ${lanes.length} clients`);
    },
  },
  {
    name: "down",
    label: `Issuer down, ${spans.down} s`,
    about: "Who asks for a key gets a 503. The keys that there are stay valid.",
    async cause(lanes, tell, stop) {
      await Promise.all(issuersOf(lanes).map((issuer) => issuer.down()));
      tell(`the issuer is down for ${spans.down} s`);
      await wait(spans.down, stop);
      await Promise.all(issuersOf(lanes).map((issuer) => issuer.up()));
      tell("the issuer is up again");
    },
  },
  {
    name: "slow",
    label: `Issuer slow, ${spans.slow} s`,
    about: `Who asks for a key waits ${spans.exchange} s for it.`,
    async cause(lanes, tell, stop) {
      const slowness = issuersOf(lanes).map((issuer) => issuer.slow({ delay: spans.exchange * 1000 }));
      tell(`the issuer is slow for ${spans.slow} s`);
      await wait(spans.slow, stop);
      for (const fault of slowness) fault.end();
      tell("the issuer is as quick as before");
    },
  },
];

/** @throws TypeError for a name that there is not. */
export function faultOf(name: string): Fault {
  const fault = faults.find((candidate) => candidate.name === name);
  if (fault === undefined) throw new TypeError(`There is no fault called "${name}".`);
  return fault;
}
