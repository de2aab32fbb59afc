import kyOf from "ky";
import { baseURL } from "../storm/service.ts";
import type { Peer } from "./peer.ts";

export const ky: Peer = {
  package: "ky",
  clients: [
    {
      name: "afterResponse hook, as usually written",
      connect(service) {
        let token: string | undefined;
        const client = kyOf.create({
          baseUrl: baseURL,
          fetch: service.fetch,
          retry: 0,
          hooks: {
            beforeRequest: [
              async ({ request }) => {
                token ??= await service.exchange();
                request.headers.set("authorization", `Bearer ${token}`);
              },
            ],
            afterResponse: [
              async ({ request, response }) => {
                if (response.status !== 401) return undefined;
                token = await service.exchange();
                request.headers.set("authorization", `Bearer ${token}`);
                return service.fetch(request);
              },
            ],
          },
        });
        return () => client.get(`${baseURL}/models`).json();
      },
    },
  ],
};
