import { AuthError, prospects, sourceError } from "./auth-error.ts";
import { type Failure, nextFailure } from "./backoff.ts";
import type { CachedOptions } from "./cached-options.ts";
import { check } from "./check.ts";
import { present, since, systemClock } from "./clock.ts";
import { emit } from "./events.ts";
import { fingerprint } from "./fingerprint.ts";
import { carries, keyOf } from "./header-values.ts";
import { checkKey, isExpiring, keySource, named, nameOf } from "./key.ts";
import { type Lifetime, lifetime } from "./lifetime.ts";
import type { AuthEvent, KeyInput, Rejection, Source, SourceContext } from "./types.ts";
import { contextFor, recoverOn, varies } from "./verbs.ts";
import { nobody, waitFor } from "./wait-for.ts";

/** A source that keeps its value until it expires. It is also an `apiKey` function and a token provider. */
export interface CachedSource<T> extends Source<T> {
  (context?: SourceContext): Promise<T>;
  /** The value, at once, as long as it need not be renewed; so that `peek() ?? await source()` keeps refreshing. */
  peek(): T | undefined;
  /** Asks the source, whatever is held. Concurrent calls share one exchange. */
  refresh(): Promise<T>;
  /** A server refused this key. Without an argument: drop everything. */
  invalidate(rejected?: string, reason?: Rejection): void;
  /** A server accepted this key. */
  accept(key: string): void;
  /** The statuses that asking again can cure: those of the source inside, by default `[401]`. */
  readonly recoverOn: readonly number[];
  /** When the value held expires, in ms since the epoch; undefined if nothing is held or it does not expire. */
  readonly expiresAt: number | undefined;
  /** Drops the value, aborts an exchange under way, and answers everybody with the error `closed`. */
  close(): void;
  /** The same, for `using`. */
  [Symbol.dispose](): void;
}

/** What is held. */
interface Entry<T> extends Lifetime {
  readonly value: T;
  /** The value as a promise, made once. */
  readonly answer: Promise<T>;
  /** When the forced exchange ended that brought it, by the monotonic clock. */
  readonly forcedAt: number;
  /** A server has taken it. */
  accepted: boolean;
  /** The key in it that a server refused. */
  refused?: string;
}

/** What an exchange brought; undefined if whoever waited has to look again. */
type Outcome<T> = { readonly value: T } | undefined;

/** One call of the source. It belongs to nobody; everybody may wait for it. */
interface Flight<T> extends PromiseWithResolvers<Outcome<T>> {
  readonly controller: AbortController;
  /** By the monotonic clock. */
  readonly deadline: number;
  /** It was begun after a refusal, or by `refresh()`. */
  readonly forced: boolean;
  /** What it brings is no longer wanted. */
  overtaken?: boolean;
}

/** How long a key that came by force and was refused untried is not replaced by force again, in ms. */
const brake = 5_000;

const brand = Symbol.for("valetkey.cached");

/** Is this source a cache already, also one of another copy of this package? */
export const isCached = (source: unknown): source is CachedSource<unknown> =>
  typeof source === "function" && brand in source;

/**
 * Keeps what a source answers until it expires, renews it ahead of time, and asks once for everybody.
 *
 * The life of a value is its `expiresIn`, else its `expiresAt`, else the `exp` of a JWT, capped by `ttl`;
 * without any of them it lives until a server refuses it. A failing source never takes away a value that
 * is still valid. The source is called in the AsyncLocalStorage of whoever came first and hears of no
 * request: one that depends on who asks belongs under `scoped()`.
 *
 * @throws TypeError for an option that cannot be; AuthError `key_invalid` for what is no source.
 * @example
 * ```ts
 * import { cached } from "@valetkey/core";
 *
 * const key = cached(async ({ signal }) => {
 *   const response = await fetch("https://login.example.com/token", { method: "POST", signal: signal ?? null });
 *   if (!response.ok) throw Object.assign(new Error("no token"), { status: response.status });
 *   const { access_token, expires_in } = (await response.json()) as { access_token: string; expires_in: number };
 *   return { value: access_token, expiresIn: expires_in };
 * });
 *
 * const token: string = await key(); // one exchange, however many ask
 * ```
 */
export function cached(source: KeyInput, options?: CachedOptions): CachedSource<string>;
export function cached<T>(source: Source<T>, options?: CachedOptions): CachedSource<T>;
export function cached<T>(input: string | Source<T>, options: CachedOptions = {}): CachedSource<T> {
  if (isCached(input)) return input as CachedSource<T>;
  const source = keySource(input as KeyInput, "cached(): source") as Source<T>;
  if (varies in source) {
    throw new AuthError(
      "auth_conflict",
      "cached(scoped(…)) would give one tenant's key to all; write scoped(select, (tenant) => cached(…)).",
    );
  }
  const {
    ttl,
    refreshAhead,
    minValidity,
    timeout = 30_000,
    name = nameOf(source),
    onEvent,
    waitUntil,
  } = options;
  const { initial = 1_000, max = 60_000 } = options.backoff ?? {};
  const { clock = systemClock, random = Math.random } = options;
  check("number", { ttl, refreshAhead, minValidity, timeout, initial, max });
  check("function", { onEvent, waitUntil, random });
  let entry: Entry<T> | undefined;
  let flight: Flight<T> | undefined;
  let failure: Failure | undefined;
  let calling = false;
  let closed: AuthError | undefined;

  const tell = (type: AuthEvent["type"], details: Partial<AuthEvent>) =>
    emit(onEvent, { type, source: name, ...details });
  const unavailable = (text: string) => new AuthError("key_unavailable", `${name} ${text}`);
  const isYounger = (held: Entry<T>, age: number) => age === Infinity || since(held.start, clock) < age;

  /** What is held, if nothing needs to be done about it. */
  const fresh = () => (entry && !entry.refused && isYounger(entry, entry.fresh) ? entry : undefined);

  function refuse(key: string): void {
    if (!entry || entry.refused || !carries(entry.value, key)) return;
    entry.refused = key;
    tell("rejected", { fingerprint: fingerprint(key) });
  }

  async function ask(context: SourceContext): Promise<T> {
    const { signal, rejected } = contextFor(source, context);
    for (;;) {
      if (closed) throw closed;
      if (rejected) refuse(rejected);
      const held = entry && isYounger(entry, entry.end) ? entry : undefined;
      // Renewed by force, and refused before any server took it: another exchange would not help.
      if (held?.refused && !held.accepted && clock.monotonic() - held.forcedAt < brake) {
        if (!rejected || !carries(held.value, rejected)) return held.value;
        throw unavailable(
          `brought a key that was refused at once; it is asked again after ${brake / 1000} s.`,
        );
      }
      const valid = held?.refused ? undefined : held;
      if (valid && isYounger(valid, valid.firm)) {
        if (!isYounger(valid, valid.fresh)) renewAhead();
        return valid.value;
      }
      const told = entry ? entry.refused : rejected;
      let outcome: Outcome<T>;
      try {
        signal?.throwIfAborted();
        makeWay(signal);
        if (!flight && failure && isPausing()) throw failure.error;
        outcome = await wait(flight ?? depart(told ? "rejected" : "expired", told), signal);
      } catch (error) {
        // A value that is still valid makes up for a failure.
        if (!valid || valid !== entry || valid.refused || signal?.aborted || !isYounger(valid, valid.end))
          throw error;
        tell("stale_served", { reason: (error as AuthError).code });
        return valid.value;
      }
      if (!outcome) continue;
      if (!rejected || !carries(outcome.value, rejected)) return outcome.value;
      if (told === rejected) throw unavailable("brought the refused key again.");
    }
  }

  function renewAhead(): void {
    if (flight && clock.monotonic() >= flight.deadline) expire(flight);
    if (calling || flight || isPausing() || prospects(failure?.error.cause).marked === false) return;
    const mine = depart("ahead");
    wait(mine, nobody).catch(() => {});
    waitUntil?.(mine.promise.catch(() => {}));
  }

  const isPausing = () => !!failure && clock.monotonic() < failure.until;

  /** Keeps the failure, and says so. */
  function fail(error: AuthError, duration: number): void {
    failure = nextFailure(error, failure, clock.monotonic(), initial, max);
    tell("refresh_failed", { duration, reason: error.code });
  }

  /** Clears the way for a wait: what is past its deadline by the clock is over, whatever became of timers. */
  function makeWay(signal?: AbortSignal): void {
    if (flight && clock.monotonic() >= flight.deadline) expire(flight);
    if (calling || (signal && signal === flight?.controller.signal))
      throw unavailable("asks its own cache, and would wait for itself.");
  }

  // Each who waits has a timer of their own: on Workers a timer dies with the request that set it.
  const wait = (mine: Flight<T>, signal?: AbortSignal) =>
    waitFor(
      mine.promise,
      signal,
      mine.deadline - clock.monotonic(),
      timeout ? () => expire(mine) : undefined,
    );

  function expire(mine: Flight<T>): AuthError {
    const error = new AuthError(
      "source_timeout",
      `${name} did not answer within ${timeout} ms, or waits for its own cache.`,
    );
    if (flight === mine) {
      fail(error, timeout);
      abandon(error);
    }
    return error;
  }

  /** Aborts the source. Everybody who waits gets the error at once, whether or not the source ever answers. */
  function abandon(error: AuthError): void {
    flight?.reject(error);
    flight?.controller.abort(error);
    flight = undefined;
  }

  function depart(reason: "ahead" | "expired" | "rejected" | "forced", rejected?: string): Flight<T> {
    tell("refresh_started", { reason });
    const start = present(clock);
    const controller = new AbortController();
    const { signal } = controller;
    const forced = reason === "rejected" || reason === "forced";
    const mine: Flight<T> = {
      ...Promise.withResolvers(),
      controller,
      forced,
      deadline: start.tick + (timeout || Infinity),
    };
    // Who waits hears of a failure. When nobody does, that is no unhandled rejection.
    mine.promise.catch(() => {});
    flight = mine;
    exchange(rejected ? { signal, rejected } : { signal }).then(mine.resolve, mine.reject);
    return mine;

    /** `calling` is about what the source does before it gives way. */
    function call(context: SourceContext) {
      calling = true;
      try {
        return source(context);
      } finally {
        calling = false;
      }
    }

    async function exchange(context: SourceContext): Promise<Outcome<T>> {
      try {
        const answer = await call(context);
        if (flight !== mine || mine.overtaken) return undefined;
        // Not me: neither kept nor a failure.
        if (answer === undefined) return { value: answer as T };
        const expiring = isExpiring(answer) ? answer : { value: answer as T };
        const value =
          typeof expiring.value === "string" ? (checkKey(expiring.value, name) as T) : expiring.value;
        const life = lifetime(expiring, name, start, { ttl, refreshAhead, minValidity, clock, random });
        failure = undefined;
        if (!forced && entry?.refused && carries(value, entry.refused)) return undefined;
        const key = keyOf(value);
        const tick = clock.monotonic();
        const accepted = !!key && key === keyOf(entry?.value) && !!entry?.accepted;
        entry =
          ttl === 0
            ? undefined
            : {
                ...life,
                value,
                answer: Promise.resolve(value),
                accepted,
                forcedAt: forced ? tick : -Infinity,
              };
        tell("refreshed", {
          duration: tick - start.tick,
          expiresAt: life.expiresAt,
          fingerprint: key && fingerprint(key),
        });
        return { value };
      } catch (cause) {
        if (flight !== mine || mine.overtaken) return undefined;
        const error = sourceError(name, cause);
        fail(error, clock.monotonic() - start.tick);
        throw error;
      } finally {
        if (flight === mine) flight = undefined;
      }
    }
  }

  async function refresh(): Promise<T> {
    for (;;) {
      if (closed) throw closed;
      makeWay();
      // An exchange that nobody forced may bring what its source held already.
      if (flight && !flight.forced) await wait(flight).catch(() => {});
      else {
        const outcome = await wait(flight ?? depart("forced", entry?.refused));
        if (outcome) return outcome.value;
      }
    }
  }

  function invalidate(rejected?: string, reason?: Rejection): void {
    if (rejected === undefined) {
      entry = undefined;
      failure = undefined;
      // It lasts until its source has answered: two exchanges side by side may revoke each other's tokens.
      if (flight) flight.overtaken = true;
      flight?.controller.abort();
    } else {
      source.invalidate?.(rejected, reason);
      if (!reason || recoverOn(source).includes(reason.status)) refuse(rejected);
    }
  }

  function accept(key: string): void {
    source.accept?.(key);
    if (entry && !entry.accepted) entry.accepted = carries(entry.value, key);
  }

  function close(): void {
    closed = new AuthError("closed", `${name} was closed.`);
    entry = undefined;
    abandon(closed);
  }

  const self = named(name, (context: SourceContext = {}): Promise<T> => {
    const held = !context.rejected && fresh();
    return held ? held.answer : ask(context);
  });
  const members = {
    peek: () => fresh()?.value,
    refresh,
    invalidate,
    accept,
    get recoverOn() {
      return recoverOn(source);
    },
    get expiresAt() {
      return entry?.refused ? undefined : entry?.expiresAt;
    },
    close,
    [Symbol.dispose]: close,
    [brand]: true,
  };
  return Object.defineProperties(self, Object.getOwnPropertyDescriptors(members)) as CachedSource<T>;
}
