/// <reference path="./oidc-provider.d.ts" />
import type { RequestListener } from "node:http";
import type { JWK } from "jose";
import type { Adapter } from "oidc-provider";
import { random } from "../loopback/random.ts";
import { REVOCATION_PATH } from "./service.ts";
import { ALGORITHM } from "./signing-key.ts";

/** Who may ask for a token, and what it says. */
export interface AuthorizationServerOptions {
  readonly origin: string;
  readonly privateJwk: JWK;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly audience: string;
  /** In seconds. */
  readonly lifetime: number;
}

/**
 * `oidc-provider`, reduced to client credentials and JWTs. Every default about which it prints a warning is
 * replaced: its adapter, its keys, its development pages.
 */
export async function createAuthorizationServer(
  options: AuthorizationServerOptions,
): Promise<RequestListener> {
  const { Provider } = await import("oidc-provider/lib/provider.js");
  const { clientId, clientSecret, audience, lifetime } = options;
  const server = new Provider(options.origin, {
    adapter: () => forgetful,
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        grant_types: ["client_credentials"],
        response_types: [],
        redirect_uris: [],
        token_endpoint_auth_method: "client_secret_post",
        id_token_signed_response_alg: ALGORITHM,
      },
    ],
    jwks: { keys: [options.privateJwk] },
    ttl: { ClientCredentials: lifetime },
    cookies: { keys: [random("")] },
    routes: { revocation: REVOCATION_PATH },
    clientBasedCORS: () => false,
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        getResourceServerInfo: () => ({
          scope: "",
          audience,
          accessTokenFormat: "jwt",
          accessTokenTTL: lifetime,
          jwt: { sign: { alg: ALGORITHM } },
        }),
      },
    },
  });
  server.silent = true;
  return server.callback();
}

/** Nothing has to be stored: the client is configured, and a JWT carries all that it means. */
const forgetful: Adapter = {
  upsert: async () => undefined,
  find: async () => undefined,
  findByUserCode: async () => undefined,
  findByUid: async () => undefined,
  consume: async () => undefined,
  destroy: async () => undefined,
  revokeByGrantId: async () => undefined,
};
