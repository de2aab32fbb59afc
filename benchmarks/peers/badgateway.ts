import { OAuth2Client, OAuth2Fetch } from "@badgateway/oauth2-client";
import type { Service } from "../storm/service.ts";
import { baseURL, startService } from "../storm/service.ts";
import type { Peer } from "./peer.ts";

function wrapperOf(service: Service): OAuth2Fetch {
  const client = new OAuth2Client({
    clientId: "client",
    clientSecret: "client-secret",
    tokenEndpoint: "https://login.example.com/token",
    fetch: service.fetch,
  });
  return new OAuth2Fetch({ client, getNewToken: () => client.clientCredentials(), scheduleRefresh: false });
}

export const badgateway: Peer = {
  package: "@badgateway/oauth2-client",
  reads: [
    {
      name: "OAuth2Fetch.getAccessToken",
      open: async () => {
        const wrapper = wrapperOf(startService());
        await wrapper.getAccessToken();
        return () => wrapper.getAccessToken();
      },
    },
  ],
  clients: [
    {
      name: "OAuth2Fetch",
      connect(service) {
        const send = wrapperOf(service).mw();
        return async () => {
          const response = await send(new Request(`${baseURL}/models`), service.fetch);
          if (!response.ok) throw new Error(`status ${response.status}`);
        };
      },
    },
  ],
};
