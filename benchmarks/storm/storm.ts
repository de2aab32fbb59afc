import type { Client } from "../peers/peer.ts";
import { type Service, type ServiceOptions, startService } from "./service.ts";

/** How many requests, and over how long their refusals arrive. */
export interface StormOptions {
  readonly requests: number;
  /** In ms; 0: all at the same time. */
  readonly spread: number;
  readonly revokesPrevious?: boolean;
}

/** What it took to get through. */
export interface Outcome {
  readonly exchanges: number;
  readonly requests: number;
  readonly failures: number;
}

/** Requests at the same time with a token that was revoked a moment ago. */
export async function storm(client: Client, options: StormOptions): Promise<Outcome> {
  const { requests, spread, revokesPrevious = false } = options;
  const delay = (refusal: number) => (spread * Math.min(refusal, requests - 1)) / Math.max(requests - 1, 1);
  const { service, call } = await connected(client, { revokesPrevious, delay });
  service.revoke();
  return count(service, () => Promise.allSettled(Array.from({ length: requests }, call)));
}

/** Requests one after the other that are all refused, whatever their token. */
export async function permanentRefusal(client: Client, status: number, calls: number): Promise<Outcome> {
  const { service, call } = await connected(client, { always: status });
  return count(service, async () => {
    const results: PromiseSettledResult<unknown>[] = [];
    for (let turn = 0; turn < calls; turn++) results.push(...(await Promise.allSettled([call()])));
    return results;
  });
}

/** A client that made one request and so has a token, also where the service refuses it. */
async function connected(client: Client, options: ServiceOptions) {
  const service = startService(options);
  const call = client.connect(service);
  if (options.always === undefined) await call();
  return { service, call };
}

async function count(
  service: Service,
  run: () => Promise<readonly PromiseSettledResult<unknown>[]>,
): Promise<Outcome> {
  const { exchanges, requests } = service;
  const results = await run();
  return {
    exchanges: service.exchanges - exchanges,
    requests: service.requests - requests,
    failures: results.filter(({ status }) => status === "rejected").length,
  };
}
