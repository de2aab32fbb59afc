import {
  bearerTokenAuthenticationPolicy,
  createHttpHeaders,
  createPipelineRequest,
} from "@azure/core-rest-pipeline";
import { hour, type Peer, token } from "./peer.ts";

type Credential = Parameters<typeof bearerTokenAuthenticationPolicy>[0]["credential"] & object;
/** Azure keeps it to itself, so it has no types here. */
interface TokenCycler {
  createTokenCycler(credential: Credential): (scopes: string[], options: object) => Promise<unknown>;
}

const cycler = new URL(
  "../node_modules/@azure/core-rest-pipeline/dist/esm/util/tokenCycler.js",
  import.meta.url,
);
const credential: Credential = {
  getToken: async () => ({ token, expiresOnTimestamp: Date.now() + hour }),
};
const scopes = ["scope"];

export const azure: Peer = {
  package: "@azure/core-rest-pipeline",
  reads: [
    {
      name: "createTokenCycler (internal)",
      open: async () => {
        const { createTokenCycler }: TokenCycler = await import(cycler.href);
        const getToken = createTokenCycler(credential);
        await getToken(scopes, {});
        return () => getToken(scopes, {});
      },
    },
    {
      name: "bearerTokenAuthenticationPolicy",
      open: async () => {
        const policy = bearerTokenAuthenticationPolicy({ credential, scopes });
        const request = createPipelineRequest({ url: "https://api.example.com" });
        const response = { request, status: 200, headers: createHttpHeaders() };
        const send = () => policy.sendRequest(request, async () => response);
        await send();
        return send;
      },
    },
  ],
};
