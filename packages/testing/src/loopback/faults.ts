import type { SeenRequest } from "./seen-request.ts";

/** Which requests a fault hits, and how often. Several conditions must all hold. */
export interface FaultTarget {
  /**
   * How many requests it hits before it is gone; `Infinity` for always.
   * Default 1, for {@link Slowness} `Infinity`.
   */
  times?: number;
  /** Only requests that carry this key. */
  key?: string;
  /** Only requests for which this answers true. */
  when?: (request: SeenRequest) => boolean;
}

/**
 * An error answered instead of the real answer, before the key is looked at, in the service's own shape.
 *
 * @example
 * ```ts
 * import { type Failure, startProvider } from "@valetkey/testing";
 *
 * await using provider = await startProvider();
 * const limited: Failure = { status: 429, retryAfter: 2, times: 3 };
 * provider.fail(limited);
 * ```
 */
export interface Failure extends FaultTarget {
  /** 400 to 599. Default 500. */
  status?: number;
  /** Seconds, sent as `Retry-After`. Default: no such header. */
  retryAfter?: number;
  /** The error's text. Default: one that fits the status. */
  message?: string;
  /** The error's code (Anthropic: its type). Default: the one that the service uses with the status. */
  code?: string;
  /** More headers of the answer, such as `x-should-retry`. */
  headers?: Readonly<Record<string, string>>;
}

/** Milliseconds, or a function of the request and of how many the fault has hit before it (from 0). */
export type Delay = number | ((request: SeenRequest, hit: number) => number);

/**
 * Holds answers back. The answer is already decided then, so that `when` can ask for its `status`.
 *
 * @example
 * ```ts
 * import { type Slowness, startProvider } from "@valetkey/testing";
 *
 * await using provider = await startProvider();
 * // A storm: the refusals of one moment arrive within two seconds, in bursts.
 * const spread: Slowness = {
 *   delay: (_request, hit) => [0, 80, 2_000][hit % 3] ?? 0,
 *   when: (request) => request.status === 401,
 * };
 * provider.slow(spread);
 * ```
 */
export interface Slowness extends FaultTarget {
  /** Before the answer's first byte. Default 0. */
  delay?: Delay;
  /** Between two chunks of a streamed answer, or two messages over a WebSocket, in ms. Default 0. */
  chunkDelay?: number;
}

/**
 * Breaks the connection in the middle of an answer, so that the client sees a network error.
 *
 * @example
 * ```ts
 * import { type Cut, startProvider } from "@valetkey/testing";
 *
 * await using provider = await startProvider();
 * const midSentence: Cut = { afterChunks: 5, when: (request) => request.path.endsWith("/chat/completions") };
 * provider.cut(midSentence);
 * ```
 */
export interface Cut extends FaultTarget {
  /**
   * How many chunks go out first: events of a stream, messages over a WebSocket, pieces of a binary body (a
   * quarter of it, at most 16 kB), otherwise the one body. 0 breaks the connection before the status line.
   * Default 1.
   */
  afterChunks?: number;
}

/**
 * Sends requests elsewhere, before the key is looked at.
 *
 * @example
 * ```ts
 * import { type Redirect, startProvider } from "@valetkey/testing";
 *
 * await using first = await startProvider();
 * await using second = await startProvider();
 * const moved: Redirect = { to: second.origin, status: 308, times: Number.POSITIVE_INFINITY };
 * first.redirect(moved);
 * ```
 */
export interface Redirect extends FaultTarget {
  /**
   * A path (`/v1/models`) or an absolute address. An origin alone keeps the request's path and query.
   * A request that is there already is answered.
   */
  to: string | URL;
  /** Default 307. */
  status?: 301 | 302 | 303 | 307 | 308;
}

/** A fault that was set; it ends by itself after `times` hits. */
export interface Fault extends Disposable {
  /** How many requests it has hit. */
  readonly hits: number;
  /** Ends it now. */
  end(): void;
}

/**
 * What a server can be told to do wrong. Faults of different verbs act together: a slow 503 that is cut off.
 * Where several of one verb hit the same request, the delays of `slow` add up; of the others the one set first
 * acts until it is used up or ended, then the next.
 *
 * @example
 * ```ts
 * import { startProvider } from "@valetkey/testing";
 *
 * await using provider = await startProvider();
 * provider.fail({ status: 429, retryAfter: 2, times: 3 });
 * {
 *   using _ = provider.slow({ delay: 500 });
 *   // slow in this block only
 * }
 * ```
 */
export interface Faults {
  /** Answers an error. @throws TypeError for an option out of range, naming it. */
  fail(failure?: Failure): Fault;
  /** Answers late. @throws TypeError for an option out of range, naming it. */
  slow(slowness: Slowness): Fault;
  /** Breaks off. @throws TypeError for an option out of range, naming it. */
  cut(cut?: Cut): Fault;
  /** Sends elsewhere. @throws TypeError for an option out of range, naming it. */
  redirect(redirect: Redirect): Fault;
}
