import { kind } from "./kind.ts";

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
    let { cause, retryable, retryAfter } = options;
    this.name = "AuthError";
    this.code = code;
    for (let link = cause as ErrorFields | undefined, depth = 5; link && depth--; link = link.cause) {
      const passes = transient.test(`${link.status ?? link.statusCode ?? link.code ?? link.message}`);
      retryable ??= link.retryable ?? (passes || undefined);
      retryAfter ??= link.retryAfter;
    }
    // What nobody marked is over for whoever asked, but not for a cache in the background: it reads the mark.
    this.retryable = retryable ?? code === "source_timeout";
    if (retryAfter) this.retryAfter = retryAfter;
    Object.defineProperty(this, kind, { value: retryable });
  }
}

/** Is this an {@link AuthError}, also one of another copy of this package? */
export const isAuthError = (error: unknown): error is AuthError => error instanceof Error && kind in error;

/** The fields by which the errors of SDKs, clouds and `fetch` say what happened. */
interface ErrorFields {
  retryable?: boolean;
  retryAfter?: number;
  code?: string;
  message?: string;
  status?: number;
  statusCode?: number;
  cause?: ErrorFields;
}

/** Statuses and network error codes of what may be over at the next try. */
const transient = /^((408|429|5..)$|error send|E(CONN|HOST|NET|TIME|PIPE|NOTF|AI_)|UND_)/;

/** What a source threw, as an AuthError. Of a stranger's error nothing is repeated: its text may hold the key. */
export const sourceError = (source: string, cause: unknown): AuthError =>
  isAuthError(cause) ? cause : new AuthError("key_unavailable", `${source} failed.`, { cause });
