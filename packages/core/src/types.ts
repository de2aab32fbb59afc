/** A value, or anything that can be awaited for one. */
export type MaybePromise<T> = T | PromiseLike<T>;

/**
 * A value and when it stops working. Without either time, a JWT's own `exp` counts; without that, the
 * value lives until a server refuses it.
 */
export interface Expiring<T> {
  /** The value itself. */
  value: T;
  /** The moment it expires: a `Date`, or milliseconds since the epoch. */
  expiresAt?: Date | number | undefined;
  /**
   * Its life in seconds, as in RFC 6749, counted from the start of the exchange. Wins over `expiresAt`.
   * `null` counts as missing, like `undefined`.
   */
  expiresIn?: number | undefined;
}

/** What a source is told about the request that it is asked for. Every field may be missing. */
export interface SourceContext {
  /** Where the request goes. It is made when somebody reads it, and left out where the context is spread. */
  readonly url?: URL | undefined;
  /** The request's method, in capitals. */
  readonly method?: string | undefined;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined;
  /** The key that a server refused: answer another one. */
  readonly rejected?: string | undefined;
  /** The status of that refusal. */
  readonly status?: number | undefined;
  /**
   * Header sources only: a copy of the request's headers so far, the real key included. It is made when
   * somebody reads it, and left out where the context is spread.
   */
  readonly headers?: Headers | undefined;
  /** Header sources only: the body, if it can be sent again; a stream cannot. */
  readonly body?: RequestInit["body"] | undefined;
}

/** How a server refused a key. */
export interface Rejection {
  /** The response's status: 401, for a pool also 429. */
  status: number;
  /** What the server said in `Retry-After`, in ms. */
  retryAfter?: number | undefined;
}

/**
 * Where a value comes from. Any plain function is one: it is asked for every attempt and may answer a
 * value, a promise, or an {@link Expiring}. `undefined` means "not me" (`firstOf` goes on to the next); a
 * throw means "stop".
 */
export interface Source<T> {
  (context: SourceContext): MaybePromise<T | Expiring<T> | undefined>;
  /** A server refused this key. A source that holds another one by now ignores it. */
  invalidate?(rejected: string, reason?: Rejection): void;
  /** A server accepted this key. Told at least once per new key; repeats do no harm. */
  accept?(key: string): void;
  /** The statuses that asking this source again can cure. Default `[401]`. */
  readonly recoverOn?: readonly number[];
}

/** A source of a key. */
export type KeySource = Source<string>;

/** A key as it stands, or a source of one. */
export type KeyInput = string | KeySource;

/** Header names and values; a value of `undefined` is left out. */
export type HeaderValues =
  | Readonly<Record<string, string | undefined>>
  | Headers
  | readonly (readonly [name: string, value: string])[];

/** A source of headers, asked for every attempt. */
export type HeaderSource = Source<HeaderValues>;

/** Headers as they stand, a source of them, or a list of both, in which the later wins. */
export type HeaderInput = HeaderValues | HeaderSource | readonly (HeaderValues | HeaderSource)[];

/** Which header carries the key: `Authorization: Bearer …`, or a header of its own with an optional prefix. */
export type Scheme =
  | "bearer"
  | {
      /** The header's name. */
      readonly header: string;
      /** What stands before the key, a space included. Default: nothing. */
      readonly prefix?: string | undefined;
    };

/** Who is authenticated where, and how: what `authFetch`, `createValet` and every adapter take. */
export interface Auth {
  /** The key: a string, a function, an async function, or what `cached()` returns. */
  key?: KeyInput;
  /** Headers for every request to the API; sources among them are asked for every attempt. */
  headers?: HeaderInput | undefined;
  /** Where the API is. Its origin is where the key may go. */
  baseURL?: string | undefined;
  /** Where the key goes in the request. Default: where the SDK puts its own; for `authFetch` `"bearer"`. */
  scheme?: Scheme | undefined;
  /**
   * The origins that may get the key, over that of `baseURL`. Plain http away from loopback needs its
   * origin named here. `"sdk"`: any https origin to which the SDK itself addressed the placeholder.
   */
  origins?: readonly string[] | "sdk" | undefined;
  /** A name without secrets, stable, one per tenant: part of the placeholder, so of an SDK's cache keys. */
  id?: string | undefined;
  /** Adapters only: give the SDK a key function instead of the placeholder, for WebSockets. */
  native?: boolean | undefined;
  /** Told what happens to the credentials. What it throws is ignored. */
  onEvent?: ((event: AuthEvent) => void) | undefined;
}

/** What happened to a credential. Never contains one. */
export interface AuthEvent {
  /** What it was: of `cached()` the refreshes and refusals, of the swap the refusals and recoveries. */
  type: "refresh_started" | "refreshed" | "refresh_failed" | "stale_served" | "rejected" | "recovered";
  /** The name of the source. */
  source: string;
  /** The `id` of the auth. */
  id?: string | undefined;
  /** How long it took, in ms. */
  duration?: number | undefined;
  /** Why, in a word or two: `"ahead"`, `"expired"`, `"401"`, an error's code. */
  reason?: string | undefined;
  /** When the new value expires, in ms since the epoch. */
  expiresAt?: number | undefined;
  /** Eight hex digits that tell keys apart within this process, and nowhere else. */
  fingerprint?: string | undefined;
}

/** The part of `fetch` that is used here. `globalThis.fetch` is one, and so is every SDK's `fetch` option. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
