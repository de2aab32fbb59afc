import { createCache } from "async-cache-dedupe";
import { hour, issue, type Peer } from "./peer.ts";

export const asyncCacheDedupe: Peer = {
  package: "async-cache-dedupe",
  reads: [
    {
      name: "define",
      open: async () => {
        const cache = createCache({ ttl: hour / 1000, storage: { type: "memory" } }).define(
          "token",
          (_key: string) => issue(),
        );
        await cache.token("key");
        return () => cache.token("key");
      },
    },
  ],
};
