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
  readonly code: AuthErrorCode;
  readonly retryable: boolean;
  readonly retryAfter?: number;

  constructor(code: AuthErrorCode, message: string, options: AuthErrorOptions = {}) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.retryable = options.retryable ?? (code === "source_timeout" || (code === "key_unavailable" && isTransient(options.cause)));
    if (options.retryAfter !== undefined) this.retryAfter = options.retryAfter;
    Object.defineProperty(this, "name", { value: "AuthError", configurable: true });
    Object.defineProperty(this, brand, { value: true });
  }
}

/** Is this an {@link AuthError}, also one of another copy of this package? */
export function isAuthError(error: unknown): error is AuthError {
  return error instanceof Error && brand in error;
}

const networkCode = /^(E(CONN|HOST|NET)[A-Z]+|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|UND_ERR_[A-Z_]+)$/;

/** The fields by which errors of the SDKs, clouds and `fetch` say what happened. */
interface ErrorFields {
  retryable?: unknown;
  retryAfter?: unknown;
  code?: unknown;
  status?: unknown;
  statusCode?: unknown;
  response?: unknown;
  name?: unknown;
  cause?: unknown;
}

/** An error and its causes, outermost first. */
function chain(error: unknown): ErrorFields[] {
  const links: ErrorFields[] = [];
  for (let link = error; typeof link === "object" && link !== null && links.length < 5; link = (link as ErrorFields).cause) {
    links.push(link as ErrorFields);
  }
  return links;
}

const statusOf = ({ status, statusCode, response }: ErrorFields): unknown =>
  status ?? statusCode ?? (response as ErrorFields | null | undefined)?.status;

function isTransient(error: unknown): boolean {
  for (const link of chain(error)) {
    if (typeof link.retryable === "boolean") return link.retryable;
    const status = statusOf(link);
    if (typeof status === "number") return status === 408 || status === 429 || status >= 500;
    if (networkCode.test(String(link.code)) || link.name === "TimeoutError") return true;
  }
  return false;
}

/**
 * Did somebody mark this error as not worth another try? What an AuthError here merely concluded is no
 * mark: the error behind it, or the next answer, may be another.
 */
export function isTerminal(error: unknown): boolean {
  const concluded = (link: ErrorFields) =>
    isAuthError(link) && (link.cause !== undefined || link.code.endsWith("_invalid"));
  return chain(error).find((link) => typeof link.retryable === "boolean" && !concluded(link))?.retryable === false;
}

/** How long the error asks to wait, in ms. */
export function retryAfterOf(error: unknown): number {
  const value = chain(error).find((link) => link.retryAfter !== undefined)?.retryAfter;
  return typeof value === "number" && value > 0 && value < Infinity ? value : 0;
}

/** Wraps what a source threw. Of a stranger's error only its code or status is repeated: its text may hold the key. */
export function sourceError(source: string, cause: unknown): AuthError {
  if (isAuthError(cause)) return cause;
  const [first] = chain(cause);
  const status = first && statusOf(first);
  const detail = networkCode.test(String(first?.code)) ? ` (${first?.code})` : typeof status === "number" ? ` (status ${status})` : "";
  return new AuthError("key_unavailable", `${source} failed${detail}; see the error's cause.`, { cause });
}
