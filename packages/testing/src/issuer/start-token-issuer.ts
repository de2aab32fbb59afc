import type { RequestListener } from "node:http";
import { checkCount, checkPort } from "../loopback/check.ts";
import type { Fault } from "../loopback/faults.ts";
import { startLoopback } from "../loopback/loopback.ts";
import { random } from "../loopback/random.ts";
import { createAuthorizationServer } from "./authorization-server.ts";
import { createLedger } from "./ledger.ts";
import { createIssuerService, JWKS_PATH, REVOCATION_PATH, TOKEN_PATH } from "./service.ts";
import { createSigningKey } from "./signing-key.ts";
import type { TokenIssuer, TokenIssuerOptions } from "./token-issuer.ts";
import { requestToken } from "./token-request.ts";

/**
 * Starts an OAuth 2 token issuer on 127.0.0.1 whose tokens live shortly and can be revoked. It prints nothing.
 *
 * @throws TypeError for a bad option, naming it and the fix.
 * @example
 * ```ts
 * import { startProvider, startTokenIssuer } from "@valetkey/testing";
 *
 * await using issuer = await startTokenIssuer({ lifetime: 2 });
 * await using provider = await startProvider({ issuer });
 * const { value } = await issuer.exchange();
 * await fetch(`${provider.baseURL}/models`, { headers: { authorization: `Bearer ${value}` } });
 * ```
 */
export async function startTokenIssuer(options: TokenIssuerOptions = {}): Promise<TokenIssuer> {
  const { lifetime = 3600, audience = "https://llm.test", revokePrevious = false } = options;
  checkCount("startTokenIssuer({ lifetime })", lifetime, 1);
  if (!URL.canParse(audience)) {
    throw new TypeError(`startTokenIssuer({ audience }) must be an absolute URI; got "${audience}".`);
  }
  const port = checkPort("startTokenIssuer({ port })", options.port);
  const { privateJwk, publicJwk } = await createSigningKey();
  const ledger = createLedger({
    jwks: { keys: [publicJwk] },
    issuer: () => origin,
    audience,
    lifetime: lifetime * 1000,
    revokePrevious,
  });
  let server: RequestListener | undefined;
  const loopback = await startLoopback(
    createIssuerService(() => server, ledger),
    { port, tls: false },
  );
  const { origin, faults, requests, stop, resume } = loopback;
  const client = { clientId: random("test-client-"), clientSecret: random("test-secret-") };
  server = await createAuthorizationServer({ origin, privateJwk, ...client, audience, lifetime });
  const tokenEndpoint = origin + TOKEN_PATH;
  let outage: Fault | undefined;
  return {
    ...faults,
    ...client,
    origin,
    tokenEndpoint,
    jwksUri: origin + JWKS_PATH,
    revocationEndpoint: origin + REVOCATION_PATH,
    audience,
    exchange: (context) => requestToken({ tokenEndpoint, ...client }, context?.signal),
    accepts: ledger.accepts,
    revoke: ledger.revoke,
    async down(how = "unavailable") {
      if (how === "refused") return await stop();
      outage ??= faults.fail({ status: 503, times: Number.POSITIVE_INFINITY });
    },
    async up() {
      outage?.end();
      outage = undefined;
      await resume();
    },
    get exchanges() {
      return requests.filter(({ path }) => path === TOKEN_PATH).length;
    },
    requests,
    clear: () => void requests.splice(0),
    close: stop,
    [Symbol.asyncDispose]: stop,
  };
}
