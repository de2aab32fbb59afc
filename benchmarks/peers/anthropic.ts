import Anthropic from "@anthropic-ai/sdk";
import { TokenCache } from "@anthropic-ai/sdk/lib/credentials/token-cache";
import { baseURL } from "../storm/service.ts";
import { hour, issue, type Peer } from "./peer.ts";

/** In the seconds that the SDK counts in. */
const inAnHour = () => Math.floor((Date.now() + hour) / 1000);

export const anthropic: Peer = {
  package: "@anthropic-ai/sdk",
  reads: [
    {
      name: "TokenCache",
      open: async () => {
        const cache = new TokenCache(async () => ({ token: await issue(), expiresAt: inAnHour() }));
        await cache.getToken();
        return () => cache.getToken();
      },
    },
  ],
  clients: [
    {
      name: "credentials",
      connect(service) {
        const client = new Anthropic({
          credentials: async () => ({ token: await service.exchange(), expiresAt: inAnHour() }),
          baseURL: new URL(baseURL).origin,
          fetch: service.fetch,
        });
        return async () => client.models.list();
      },
    },
  ],
};
