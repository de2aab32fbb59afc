/**
 * The issuer did not answer with a token. Its fields are those that Valet Key's `cached()` looks at to decide
 * whether trying again can help, and when.
 *
 * @example
 * ```ts
 * import { startTokenIssuer, TokenRequestError } from "@valetkey/testing";
 *
 * await using issuer = await startTokenIssuer();
 * await issuer.down();
 * const failure = await issuer.exchange().catch((error: unknown) => error);
 * failure instanceof TokenRequestError && failure.status; // 503
 * ```
 */
export class TokenRequestError extends Error {
  /** The status of the answer. */
  readonly status: number;
  /** OAuth's `error`, such as `invalid_client`; undefined where the answer has none. */
  readonly code: string | undefined;
  /** What the answer's `Retry-After` asks for, in ms. */
  readonly retryAfter: number | undefined;

  constructor(response: Response, code: string | undefined) {
    super(`The token issuer answered ${response.status}${code ? ` (${code})` : ""}.`);
    this.name = "TokenRequestError";
    this.status = response.status;
    this.code = code;
    const seconds = response.headers.get("retry-after");
    this.retryAfter = seconds === null ? undefined : Number(seconds) * 1000;
  }
}

/** A token and its life in seconds: an `Expiring<string>` of Valet Key's core. */
export interface IssuedToken {
  /** The JWT. */
  readonly value: string;
  /** Seconds from the moment of issue. */
  readonly expiresIn: number;
}

/** Where a token is asked for, and as whom. */
export interface TokenRequest {
  readonly tokenEndpoint: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** One OAuth 2 client credentials exchange (RFC 6749, 4.4). */
export async function requestToken(
  { tokenEndpoint, clientId, clientSecret }: TokenRequest,
  signal: AbortSignal | undefined,
): Promise<IssuedToken> {
  const response = await fetch(tokenEndpoint, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: clientId,
      client_secret: clientSecret,
    }),
    signal: signal ?? null,
  });
  if (!response.ok) throw new TokenRequestError(response, await errorCode(response));
  const answer = (await response.json()) as { access_token: string; expires_in: number };
  return { value: answer.access_token, expiresIn: answer.expires_in };
}

async function errorCode(response: Response): Promise<string | undefined> {
  try {
    return ((await response.json()) as { error?: string }).error;
  } catch {
    return undefined;
  }
}
