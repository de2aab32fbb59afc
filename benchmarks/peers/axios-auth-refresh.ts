import axios from "axios";
import { createAuthRefresh } from "axios-auth-refresh";
import { baseURL } from "../storm/service.ts";
import type { Peer } from "./peer.ts";

export const axiosAuthRefresh: Peer = {
  package: "axios-auth-refresh",
  clients: [
    {
      name: "createAuthRefresh",
      connect(service) {
        const client = axios.create({
          baseURL,
          adapter: "fetch",
          env: { fetch: service.fetch },
        });
        let token: string | undefined;
        client.interceptors.request.use(async (config) => {
          token ??= await service.exchange();
          config.headers.set("authorization", `Bearer ${token}`);
          return config;
        });
        // It was compiled against the types of axios for CommonJS, which are others.
        createAuthRefresh(client as never, async () => {
          token = await service.exchange();
        });
        return () => client.get("/models");
      },
    },
  ],
};
