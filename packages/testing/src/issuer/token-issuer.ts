import type { Faults } from "../loopback/faults.ts";
import type { SeenRequest } from "../loopback/seen-request.ts";
import type { IssuedToken } from "./token-request.ts";

/**
 * How {@link startTokenIssuer} starts.
 *
 * @example
 * ```ts
 * import { startTokenIssuer, type TokenIssuerOptions } from "@valetkey/testing";
 *
 * const strict: TokenIssuerOptions = { lifetime: 2, revokePrevious: true };
 * await using issuer = await startTokenIssuer(strict);
 * ```
 */
export interface TokenIssuerOptions {
  /** How long a token lives, in whole seconds, at least 1. Default 3600. */
  lifetime?: number;
  /** The `aud` of every token. Default `"https://llm.test"`. */
  audience?: string;
  /** Issuing a token revokes all earlier ones, as some gateways do. Default false. */
  revokePrevious?: boolean;
  /** The port on 127.0.0.1. Default 0, which takes a free one. */
  port?: number;
}

/**
 * A running token issuer: OAuth 2 client credentials in, JWTs out. Its faults hit every path, the token endpoint
 * among them. It keeps the process alive until it is closed.
 *
 * @example
 * ```ts
 * import { startTokenIssuer, type TokenIssuer } from "@valetkey/testing";
 *
 * const issuer: TokenIssuer = await startTokenIssuer({ lifetime: 2 });
 * const { value, expiresIn } = await issuer.exchange();
 * await issuer.accepts(value); // true, for `expiresIn` seconds
 * await issuer.close();
 * ```
 */
export interface TokenIssuer extends Faults, AsyncDisposable {
  /** `http://127.0.0.1:<port>`: the `iss` of every token. */
  readonly origin: string;
  /** Where a token is asked for by POST; the secret goes into the body, or into HTTP Basic. */
  readonly tokenEndpoint: string;
  /** The public key that tokens are verified with. */
  readonly jwksUri: string;
  /** Where the client ends a token's life by POST, as in RFC 7009; what `revoke(token)` does. */
  readonly revocationEndpoint: string;
  /** Random, made at the start. */
  readonly clientId: string;
  /** Random, made at the start. */
  readonly clientSecret: string;
  /** The `aud` of every token. */
  readonly audience: string;
  /**
   * Asks the token endpoint for a token: a source, ready for Valet Key's `cached()`.
   *
   * @throws TokenRequestError for an answer other than a token; what `fetch` throws where there is none.
   */
  exchange(context?: { readonly signal?: AbortSignal | undefined }): Promise<IssuedToken>;
  /** Whether a token is ours, signed, unexpired to the ms and not revoked. Works while the issuer is down. */
  accepts(token: string): Promise<boolean>;
  /** Revokes a token, or all that were issued so far. */
  revoke(token?: string): void;
  /** Takes it down: it answers 503, or refuses connections. Default `"unavailable"`. */
  down(how?: "unavailable" | "refused"): Promise<void>;
  /** Brings it back, at the same address. */
  up(): Promise<void>;
  /** Requests that reached the token endpoint, failed ones included. */
  readonly exchanges: number;
  /** What arrived, oldest first. */
  readonly requests: readonly SeenRequest[];
  /** Forgets `requests`, and so `exchanges`. */
  clear(): void;
  /** Ends every connection and frees the port. */
  close(): Promise<void>;
}
