import { AuthError, sourceError } from "./auth-error.ts";
import { createBackoff } from "./backoff.ts";
import { type CachedOptions, cachedSettings } from "./cached-options.ts";
import { isPast, type Moment, present } from "./clock.ts";
import { emit } from "./events.ts";
import { fingerprint } from "./fingerprint.ts";
import { type Flight, takeOff } from "./flight.ts";
import { carries, keyOfHeaders } from "./header-values.ts";
import { checkKey, isExpiring, keySource, named, nameOf, refuseNonSource } from "./key.ts";
import { type Lifetime, lifetime } from "./lifetime.ts";
import type { AuthEvent, Expiring, KeyInput, Rejection, Source, SourceContext } from "./types.ts";
import { contextFor, recoverOn, varies } from "./verbs.ts";

/** A source that keeps its value until it expires. It is also an `apiKey` function and a token provider. */
export interface CachedSource<T> extends Source<T> {
  (context?: SourceContext): Promise<T>;
  /** The value, at once, as long as it need not be renewed; so that `peek() ?? await source()` keeps refreshing. */
  peek(): T | undefined;
  /** Asks the source, whatever is held. Concurrent calls share one exchange. */
  refresh(): Promise<T>;
  /** A server refused this key. Without an argument: drop everything. */
  invalidate(rejected?: string, reason?: Rejection): void;
  accept(key: string): void;
  readonly recoverOn: readonly number[];
  /** When the value held expires, in ms since the epoch; undefined if nothing is held or it does not expire. */
  readonly expiresAt: number | undefined;
  /** Drops the value, aborts an exchange under way, and answers everybody with the error `closed`. */
  close(): void;
  [Symbol.dispose](): void;
}

/** What is held. */
interface Entry<T> extends Lifetime {
  readonly value: T;
  /** The value as a promise, made once. */
  readonly answer: Promise<T>;
  readonly key: string | undefined;
  /** It came from a forced exchange, which ended then by the monotonic clock. */
  readonly forcedAt: number | undefined;
  /** A server has taken it. */
  accepted: boolean;
  /** The key that a server refused, if it did. */
  refused: string | undefined;
}

type Answer<T> = T | Expiring<T> | undefined;

/** What a flight brought; `undefined` if it was overtaken and whoever waited has to look again. */
type Outcome<T> = { readonly value: T } | undefined;

/** How long a key that came by force and was refused untried is not replaced by force again, in ms. */
const brake = 5_000;

const brand = Symbol.for("valetkey.cached");

/** Is this source a cache already, also one of another copy of this package? */
export const isCached = (source: unknown): source is CachedSource<unknown> => typeof source === "function" && brand in source;

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
 *   const { access_token, expires_in } = await response.json() as { access_token: string; expires_in: number };
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
  if (typeof input !== "function" && typeof input !== "string") {
    refuseNonSource(input, "cached(): source", "a string or a function", "key_invalid");
  }
  const source = (typeof input === "string" ? keySource(input, "key") : input) as Source<T>;
  if (varies in source) {
    throw new AuthError("auth_conflict", "cached(scoped(…)) would give one tenant's key to all: write scoped(select, (tenant) => cached(…)).");
  }
  const settings = cachedSettings(options);
  const { clock, timeout, onEvent } = settings;
  const name = options.name ?? nameOf(source);
  const backoff = createBackoff(settings.backoff, clock);
  let entry: Entry<T> | undefined;
  let flight: Flight<Outcome<T>> | undefined;
  let calling = false;
  let closed: AuthError | undefined;
  const monotonic = () => clock.monotonic();

  const tell = (type: AuthEvent["type"], details: Partial<AuthEvent>) => onEvent && emit(onEvent, { type, source: name, ...details });

  /** The entry, if nothing needs to be done about it. */
  const fresh = (): Entry<T> | undefined =>
    entry !== undefined && entry.refused === undefined && !isPast(entry.fresh, clock) ? entry : undefined;

  const isBraked = ({ refused, forcedAt, accepted }: Entry<T>): boolean =>
    refused !== undefined && forcedAt !== undefined && !accepted && clock.monotonic() - forcedAt < brake;

  function refuse(rejected: string): void {
    if (entry === undefined || entry.refused !== undefined || !carries(entry.value, rejected)) return;
    entry.refused = rejected;
    tell("rejected", { fingerprint: fingerprint(rejected) });
  }

  async function ask(context: SourceContext): Promise<T> {
    const { signal, rejected } = contextFor(source, context);
    for (;;) {
      if (closed) throw closed;
      if (rejected !== undefined) refuse(rejected);
      const held = entry && !isPast(entry.end, clock) ? entry : undefined;
      if (held && isBraked(held)) {
        if (!carries(held.value, rejected ?? "")) return held.value;
        throw new AuthError("key_unavailable", `${name}: a server refused a key that had just been renewed for that reason; it is renewed again ${brake / 1000} s after that at the earliest.`);
      }
      const valid = held?.refused === undefined ? held : undefined;
      if (valid && !isPast(valid.minimum, clock)) {
        if (isPast(valid.fresh, clock)) refreshAhead();
        return valid.value;
      }
      const told = entry ? entry.refused : rejected;
      const outcome = await board(valid, told, signal);
      if (outcome === undefined) continue;
      if (rejected === undefined || !carries(outcome.value, rejected)) return outcome.value;
      if (told === rejected) throw new AuthError("key_unavailable", `${name} answered the key that was refused again.`);
    }
  }

  /** Waits for the flight under way or a new one; a value that is still valid makes up for a failure. */
  async function board(valid: Entry<T> | undefined, told: string | undefined, signal: AbortSignal | undefined): Promise<Outcome<T>> {
    signal?.throwIfAborted();
    try {
      if (calling || (signal && signal === flight?.signal)) throw selfish();
      makeWay();
      if (flight === undefined) {
        const error = backoff.pending();
        if (error) throw error;
      }
      return await (flight ?? depart(told, told !== undefined, told === undefined ? "expired" : "rejected")).wait(signal);
    } catch (error) {
      if (!valid || valid !== entry || valid.refused !== undefined || signal?.aborted || isPast(valid.end, clock)) throw error;
      tell("stale_served", { reason: reasonOf(error) });
      return valid;
    }
  }

  function refreshAhead(): void {
    makeWay();
    if (calling || flight || backoff.pending() || backoff.isTerminal()) return;
    const background = depart(undefined, false, "ahead").wait().then(
      () => {},
      () => {},
    );
    settings.waitUntil?.(background);
  }

  /** Asks the source. */
  function depart(rejected: string | undefined, forced: boolean, reason: string): Flight<Outcome<T>> {
    const start = present(clock);
    tell("refresh_started", { reason });
    return (flight = takeOff<Answer<T>, Outcome<T>>({
      rejected,
      forced,
      timeout,
      monotonic,
      call: (signal) => call(rejected === undefined ? { signal } : { signal, rejected }),
      land: (answer, mine) => land(answer, mine, start),
      crash: (error, mine) => crash(error, mine, start),
      expire,
    }));
  }

  async function call(context: SourceContext): Promise<Answer<T>> {
    calling = true;
    try {
      // Not awaited here: `calling` is about what the source does before it gives way.
      return source(context);
    } finally {
      calling = false;
    }
  }

  /** Gives up a flight whose time is over. */
  function expire(mine: Flight<Outcome<T>>): AuthError {
    const error = new AuthError("source_timeout", `${name} did not answer within ${timeout} ms. (A source that asks its own cache waits for itself.)`);
    leave(mine);
    mine.abandon(error);
    return error;
  }

  function land(answer: Answer<T>, mine: Flight<Outcome<T>>, start: Moment): Outcome<T> {
    if (mine.overtaken) return leave(mine);
    if (answer === undefined) {
      leave(mine);
      // The contract of a source: not me. It is neither kept nor a failure; types leave it to the edges.
      return { value: undefined as T };
    }
    const expiring: Expiring<T> = isExpiring(answer) ? answer : { value: answer };
    const value = typeof expiring.value === "string" ? (checkKey(expiring.value, name) as T) : expiring.value;
    const landed = present(clock);
    const life = lifetime({ ...expiring, value }, name, start, landed, settings);
    leave(mine);
    backoff.reset();
    if (!mine.forced && entry?.refused !== undefined && carries(value, entry.refused)) return undefined;
    const key = typeof value === "string" ? value : typeof value === "object" && value !== null ? keyOfHeaders(value) : undefined;
    const accepted = key !== undefined && key === entry?.key && entry.accepted;
    const forcedAt = mine.forced ? landed.monotonic : undefined;
    entry = settings.ttl === 0 ? undefined : { ...life, value, answer: Promise.resolve(value), key, accepted, forcedAt, refused: undefined };
    tell("refreshed", {
      duration: landed.monotonic - start.monotonic,
      reason: life.late ? "expired_on_arrival" : undefined,
      expiresAt: life.expiresAt,
      fingerprint: key && fingerprint(key),
    });
    return { value };
  }

  function crash(error: unknown, mine: Flight<Outcome<T>>, start: Moment): Outcome<T> {
    leave(mine);
    if (closed) throw closed;
    if (mine.overtaken) return undefined;
    const failure = sourceError(name, error);
    backoff.failed(failure);
    tell("refresh_failed", { duration: clock.monotonic() - start.monotonic, reason: reasonOf(failure) });
    throw failure;
  }

  /** Frees the slot, unless another flight has it by now. */
  function leave(mine: Flight<Outcome<T>>): undefined {
    if (flight === mine) flight = undefined;
  }

  /** A flight past its deadline by the clock is over: on Workers its timer may have died with a request. */
  function makeWay(): void {
    if (flight?.isOverdue()) expire(flight);
  }

  async function refresh(): Promise<T> {
    for (;;) {
      if (closed) throw closed;
      if (calling) throw selfish();
      makeWay();
      // One that was begun without force may bring what its source held already.
      if (flight && !flight.forced) await flight.wait().catch(() => {});
      else {
        const outcome = await (flight ?? depart(entry?.refused, true, "forced")).wait();
        if (outcome) return outcome.value;
      }
    }
  }

  function invalidate(rejected?: string, reason?: Rejection): void {
    if (rejected === undefined) {
      entry = undefined;
      backoff.reset();
      flight?.overtake();
      return;
    }
    source.invalidate?.(rejected, reason);
    if (reason === undefined || recoverOn(source).includes(reason.status)) refuse(rejected);
  }

  function accept(key: string): void {
    source.accept?.(key);
    if (entry && !entry.accepted && carries(entry.value, key)) entry.accepted = true;
  }

  function close(): void {
    closed = new AuthError("closed", `${name} was closed.`);
    entry = undefined;
    if (flight) {
      flight.abandon(closed);
      leave(flight);
    }
  }

  const selfish = () => new AuthError("key_unavailable", `${name} asks its own cache, and would wait for itself.`);

  const self = named(name, (context?: SourceContext): Promise<T> => {
    const held = context?.rejected === undefined && fresh();
    return held ? held.answer : ask(context ?? {});
  });
  const members = { peek: () => fresh()?.value, refresh, invalidate, accept, close, [Symbol.dispose]: close, [brand]: true };
  return Object.defineProperties(self, {
    ...Object.getOwnPropertyDescriptors(members),
    recoverOn: { get: () => recoverOn(source) },
    expiresAt: { get: () => (entry?.refused === undefined ? entry?.expiresAt : undefined) },
  }) as CachedSource<T>;
}

/** An error's code, for events. */
const reasonOf = (error: unknown): string => (error instanceof AuthError ? error.code : "aborted");
