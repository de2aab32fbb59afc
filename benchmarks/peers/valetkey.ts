import { authFetch, cached, firstOf, pool, scoped } from "@valetkey/core";
import { baseURL } from "../storm/service.ts";
import { hour, issue, type Peer, token } from "./peer.ts";

/** What a value that expires may cost: both clocks have to be read. */
const afterClocks = { ratio: 0.5, beyondClocks: true };

const expiring = (value = token) => cached(async () => ({ value, expiresIn: hour / 1000 }));
const tenants = Array.from({ length: 1000 }, (_, index) => `tenant-${index}`);

async function opened<T>(source: () => T): Promise<() => T> {
  await source();
  return source;
}

export const valetkey: Peer = {
  package: "@valetkey/core",
  reads: [
    { name: "cached, without expiry", budget: { ratio: 1.5 }, open: () => opened(cached(issue)) },
    {
      name: "cached, without expiry, peek()",
      budget: { ratio: 0.3 },
      isSync: true,
      open: async () => {
        const key = cached(issue);
        await key();
        return key.peek;
      },
    },
    { name: "cached, expiring", budget: afterClocks, open: () => opened(expiring()) },
    {
      name: "cached, expiring, peek()",
      budget: afterClocks,
      isSync: true,
      open: async () => {
        const key = expiring();
        await key();
        return key.peek;
      },
    },
    {
      name: "firstOf(nothing, cached, expiring)",
      open: () => {
        const key = firstOf(() => undefined, expiring());
        return opened(() => key({}));
      },
    },
    {
      name: "pool of three cached, expiring",
      open: () => {
        const key = pool([expiring(), expiring(), expiring()]);
        return opened(() => key({}));
      },
    },
    {
      name: "scoped, 1000 tenants in turn, expiring",
      open: async () => {
        let turn = 0;
        const key = scoped(() => tenants[turn++ % tenants.length], expiring);
        for (const _ of tenants) await key({});
        return () => key({});
      },
    },
  ],
  clients: [
    {
      name: "authFetch + cached",
      connect(service) {
        const key = cached(async () => ({ value: await service.exchange(), expiresIn: hour / 1000 }));
        const send = authFetch({ key, baseURL }, { fetch: service.fetch });
        return async () => {
          const response = await send(`${baseURL}/models`);
          if (!response.ok) throw new Error(`status ${response.status}`);
        };
      },
    },
  ],
};
