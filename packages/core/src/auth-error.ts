const brand = Symbol.for("valetkey.AuthError");

/**
 * What went wrong:
 * - `key_unavailable`: the source failed or had nothing to say; `cause` tells why.
 * - `key_invalid`: it answered something that cannot be a key.
 * - `headers_invalid`: it answered something that cannot be headers.
 * - `source_timeout`: it did not answer in time.
 * - `origin_refused`: the request would have carried the key to an origin that it does not belong to.
 * - `auth_conflict`: two ways to authenticate that exclude each other.
 * - `closed`: the cache was closed.
 */
export type AuthErrorCode =
  | "key_unavailable"
  | "key_invalid"
  | "headers_invalid"
  | "source_timeout"
  | "origin_refused"
  | "auth_conflict"
  | "closed";

/** What an {@link AuthError} is made of. */
export interface AuthErrorOptions {
  /** Is it worth trying again? Default: for `key_unavailable` as `cause` says, for `source_timeout` yes. */
  retryable?: boolean | undefined;
  /** When it is, how long to wait, in ms. */
  retryAfter?: number | undefined;
  /** The error behind it, kept as it is. */
  cause?: unknown;
}

/**
 * The one error of Valet Key. Its text names the source or the parameter and the fix, never a key.
 *
 * @example
 * ```ts
 * import { authFetch, isAuthError } from "@valetkey/core";
 *
 * const send = authFetch({ key: () => undefined, baseURL: "https://api.example.com" });
 * await send("https://api.example.com/v1/models").catch((error: unknown) => {
 *   if (isAuthError(error) && error.code === "key_unavailable") console.log(error.message);
 * });
 * ```
 */
export class AuthError extends Error {
  /** What went wrong. */
  declare readonly code: AuthErrorCode;
  /** Is it worth trying again? */
  declare readonly retryable: boolean;
  /** How long to wait before that, in ms, if anybody said. */
  declare readonly retryAfter?: number;

  constructor(code: AuthErrorCode, message: string, options: AuthErrorOptions = {}) {
    super(message, options);
    this.name = "AuthError";
    this.code = code;
    const { marked, transient = false, retryAfter } = prospects(options.cause);
    this.retryable =
      options.retryable ??
      (code === "source_timeout" || (code === "key_unavailable" && (marked ?? transient)));
    const wait = options.retryAfter ?? retryAfter;
    if (wait) this.retryAfter = wait;
    Object.defineProperty(this, brand, { value: true });
  }
}

/** Is this an {@link AuthError}, also one of another copy of this package? */
export const isAuthError = (error: unknown): error is AuthError => error instanceof Error && brand in error;

/** What an error and its causes say about trying again. */
interface Prospects {
  /** Somebody marked it as retryable or not. */
  marked?: boolean;
  /** In ms. */
  retryAfter?: number;
  /** It has the look of something that passes. */
  transient?: boolean;
}

/** The fields by which the errors of SDKs, clouds and `fetch` say what happened. */
interface ErrorFields extends Prospects, Pick<Error, "cause"> {
  retryable?: boolean;
  name?: string;
  code?: string;
  status?: number;
  statusCode?: number;
}

/** Reads an error and its causes, the outermost first. */
export function prospects(error: unknown): Prospects {
  const found: Prospects = {};
  let link = error as ErrorFields | undefined;
  for (let depth = 0; link && depth < 5; depth++) {
    const { retryable, retryAfter, code, name, cause } = link;
    const status = link.status ?? link.statusCode ?? 0;
    if (typeof retryable === "boolean") found.marked ??= retryable;
    if (typeof retryAfter === "number") found.retryAfter ??= retryAfter;
    found.transient ||=
      status === 408 ||
      status === 429 ||
      status >= 500 ||
      name === "TimeoutError" ||
      /^(E(CONN|HOST|NET|TIMEDOUT|PIPE|NOTFOUND|AI_AGAIN)|UND_ERR)/.test(`${code}`);
    link = cause as ErrorFields | undefined;
  }
  return found;
}

/** What a source threw, as an AuthError. Of a stranger's error nothing is repeated: its text may hold the key. */
export const sourceError = (source: string, cause: unknown): AuthError =>
  isAuthError(cause)
    ? cause
    : new AuthError("key_unavailable", `${source} failed; see the cause.`, { cause });
