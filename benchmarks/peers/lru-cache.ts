import { LRUCache } from "lru-cache";
import { hour, issue, type Peer } from "./peer.ts";

export const lruCache: Peer = {
  package: "lru-cache",
  reads: [
    {
      name: "fetch",
      open: async () => {
        const cache = new LRUCache<string, string>({ max: 1000, ttl: hour, fetchMethod: issue });
        await cache.fetch("key");
        return () => cache.fetch("key");
      },
    },
  ],
};
