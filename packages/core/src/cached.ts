import { AuthError, isAuthError, sourceError } from "./auth-error.ts";
import type { CachedOptions } from "./cached-options.ts";
import type { CachedSource } from "./cached-source.ts";
import { check } from "./check.ts";
import { present, since, systemClock } from "./clock.ts";
import { emit } from "./events.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Flight, Outcome } from "./flight.ts";
import { carries, identityOf } from "./header-values.ts";
import { checkKey, isExpiring, isObject, keySource, named, nameOf } from "./key.ts";
import { type Kind, kind } from "./kind.ts";
import { type Lifetime, lifetime } from "./lifetime.ts";
import type { AuthEvent, Expiring, KeyInput, Rejection, Source, SourceContext } from "./types.ts";
import { recoverOn } from "./verbs.ts";
import { nobody, waitFor } from "./wait-for.ts";

/** What is held. */
interface Entry<T> extends Lifetime {
  readonly value: T;
  /** The value as a promise, made once. */
  readonly answer: Promise<T>;
}

/** Why the source is asked; the last two are by force. */
type Reason = "ahead" | "expired" | "rejected" | "forced";

const ignore = (): undefined => undefined;

/** How long a key that came by force and was refused untried is not replaced by force again, in ms. */
const brake = 5_000;

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
  const source = keySource(input as KeyInput, "cached()") as Source<T> & Kind;
  const words = source[kind] ?? "";
  if (words.includes("cached")) return source as CachedSource<T>;
  if (words.includes("scoped")) {
    throw new AuthError("auth_conflict", "cached(scoped()) mixes tenants.");
  }
  const { name = nameOf(source), onEvent, backoff, clock = systemClock, random = Math.random } = options;
  // Timers take no longer delay; one would fire at once.
  const timeout = Math.min(options.timeout ?? 30_000, 2 ** 31 - 1);
  const { initial = 1_000, max = 60_000 } = backoff ?? {};
  check(
    { ...options, ...backoff },
    "number",
    "ttl",
    "refreshAhead",
    "minValidity",
    "timeout",
    "initial",
    "max",
  );
  check(options, "function", "onEvent", "waitUntil", "random");
  let entry: Entry<T> | undefined;
  /** Until then what came by force is not renewed by force, by the monotonic clock. */
  let brakeUntil = 0;
  /** A server took the key in it. */
  let accepted = false;
  /** The key in it that a server refused. */
  let refused: string | undefined;
  let flight: Flight<T> | undefined;
  /** The last one, if nothing came after it. */
  let failure: AuthError | undefined;
  /** How long nothing is tried after it, in ms. */
  let pause = 0;
  /** When the source may be asked again, by the monotonic clock. */
  let retryAt = clock.monotonic();
  /** The source runs, and has not given way yet. */
  let calling = false;
  let closed: AuthError | undefined;

  const tell = (type: AuthEvent["type"], details: Partial<AuthEvent>) =>
    emit(onEvent, { type, source: name, ...details });
  const unavailable = (text: string) => new AuthError("key_unavailable", `${name} ${text}`);
  const isYounger = (held: Entry<T>, age: number) => age === Infinity || since(held.start, clock) < age;

  /** What is held, if nothing needs to be done about it. */
  const fresh = () => (entry && !refused && isYounger(entry, entry.fresh) ? entry : undefined);

  /** Can asking again help against a refusal of this status? */
  const cures = (status?: number) => !status || recoverOn(source).includes(status);

  function refuse(key: string): void {
    if (refused || !carries(entry?.value, key)) return;
    refused = key;
    tell("rejected", { fingerprint: fingerprint(key) });
  }

  async function ask(context: SourceContext): Promise<T> {
    const { signal } = context;
    const rejected = cures(context.status) ? context.rejected : undefined;
    for (;;) {
      if (rejected) refuse(rejected);
      const held = entry && isYounger(entry, entry.end) ? entry : undefined;
      // Renewed by force, and refused before any server took it: another exchange would not help.
      if (held && refused && !accepted && clock.monotonic() < brakeUntil) {
        if (!rejected || !carries(held.value, rejected)) return held.value;
        throw unavailable("has no other key.");
      }
      const valid = refused ? undefined : held;
      if (valid && isYounger(valid, valid.firm)) {
        if (!isYounger(valid, valid.fresh)) renewAhead();
        return valid.value;
      }
      const told = entry ? refused : rejected;
      let outcome: Outcome<T> | undefined;
      try {
        outcome = await join(told ? "rejected" : "expired", told, signal);
      } catch (error) {
        // On Workers nothing more comes of an exchange whose request is over: then look again.
        if (signal?.aborted || isAuthError(error)) {
          // A value that is still valid makes up for a failure.
          if (valid && valid === entry && !refused && !signal?.aborted && isYounger(valid, valid.end)) {
            tell("stale_served", { reason: (error as AuthError).code });
            return valid.value;
          }
          throw error;
        }
        flight = undefined;
      }
      if (!outcome) continue;
      if (!rejected || !carries(outcome.value, rejected)) return outcome.value;
      if (outcome.rejected === rejected) throw unavailable("has no other key.");
    }
  }

  /** Waits for the exchange under way or a new one. */
  async function join(reason: Reason, rejected?: string, signal?: AbortSignal): Promise<Outcome<T>> {
    const isForced = reason === "forced";
    if (closed) throw closed;
    signal?.throwIfAborted();
    makeWay();
    if (calling || (signal && signal === flight?.controller.signal)) throw unavailable("waits for itself.");
    // An exchange that nobody forced may bring what its source held already: look again after it.
    if (isForced && flight && !flight.forced) return wait(flight).then(ignore, ignore);
    if (!isForced && !flight && failure && clock.monotonic() < retryAt) throw failure;
    return wait(flight ?? depart(reason, rejected), signal);
  }

  async function refresh(): Promise<T> {
    const outcome = await join("forced", refused);
    return outcome ? outcome.value : refresh();
  }

  function renewAhead(): void {
    makeWay();
    // Nor where somebody marked the failure as not worth another try.
    if (
      flight ||
      (failure && ((failure as { [kind]?: unknown })[kind] === false || clock.monotonic() < retryAt))
    )
      return;
    const mine = depart("ahead");
    wait(mine, nobody).catch(ignore);
    emit(options.waitUntil, mine.promise.catch(ignore));
  }

  // Each who waits has a timer of their own: on Workers a timer dies with the request that set it.
  const wait = (mine: Flight<T>, signal?: AbortSignal): Promise<Outcome<T>> =>
    waitFor(
      mine.promise,
      signal,
      Math.max(mine.deadline - clock.monotonic(), 0),
      timeout ? () => expire(mine) : undefined,
    );

  /** What is past its deadline by the clock is over, whatever became of timers. */
  function makeWay(): void {
    if (flight && clock.monotonic() >= flight.deadline) expire(flight);
  }

  function expire(mine: Flight<T>): AuthError {
    const error = new AuthError("source_timeout", `${name} took ${timeout} ms, or waits for itself.`);
    if (flight === mine) {
      abandon(error);
      return fail(error, timeout);
    }
    return error;
  }

  /** Keeps the failure, and says so. The first retry is free. */
  function fail(error: AuthError, duration: number): AuthError {
    pause = failure ? Math.min(pause * 2 || initial, max) : 0;
    retryAt = clock.monotonic() + Math.max(pause, error.retryAfter ?? 0);
    failure = error;
    tell("refresh_failed", { duration, reason: error.code });
    return error;
  }

  /** Aborts the source. Everybody who waits gets the error at once, whether or not the source ever answers. */
  function abandon(error: AuthError): void {
    flight?.reject(error);
    flight?.controller.abort(error);
    flight = undefined;
  }

  function depart(reason: Reason, rejected?: string): Flight<T> {
    const start = present(clock);
    const controller = new AbortController();
    const { signal } = controller;
    const forced = !!rejected || reason === "forced";
    const deadline = start.tick + (timeout || Infinity);
    const mine: Flight<T> = { ...Promise.withResolvers(), controller, forced, deadline };
    flight = mine;
    tell("refresh_started", { reason });
    exchange().then(mine.resolve, mine.reject);
    return mine;

    async function exchange(): Promise<Outcome<T>> {
      try {
        calling = true;
        const pending = source({ signal, rejected });
        calling = false;
        const answer = await pending;
        // Given up, or not wanted any more.
        if (signal.aborted) return undefined;
        // Not me: neither kept nor a failure.
        if (answer === undefined) return { value: answer as T };
        const expiring: Expiring<T> = isExpiring(answer) ? answer : { value: answer };
        const value = isObject(expiring.value) ? expiring.value : (checkKey(expiring.value, name) as T);
        const life = lifetime(expiring, name, start, options, clock, random);
        failure = undefined;
        if (!forced && refused && carries(value, refused)) return undefined;
        const key = identityOf(value);
        const tick = clock.monotonic();
        accepted &&= key === identityOf(entry?.value);
        brakeUntil = forced ? tick + brake : 0;
        refused = undefined;
        entry = options.ttl === 0 ? undefined : { ...life, value, answer: Promise.resolve(value) };
        tell("refreshed", {
          duration: tick - start.tick,
          expiresAt: life.expiresAt,
          fingerprint: key && fingerprint(key),
        });
        return { value, rejected };
      } catch (cause) {
        calling = false;
        if (signal.aborted) return undefined;
        throw fail(sourceError(name, cause), clock.monotonic() - start.tick);
      } finally {
        if (flight === mine) flight = undefined;
      }
    }
  }

  function invalidate(rejected?: string, reason?: Rejection): void {
    if (rejected === undefined) {
      entry = undefined;
      refused = undefined;
      failure = undefined;
      // What it brings is not wanted any more, but it lasts until its source has answered: two exchanges side
      // by side may revoke each other's tokens.
      flight?.controller.abort();
    } else {
      source.invalidate?.(rejected, reason);
      if (cures(reason?.status)) refuse(rejected);
    }
  }

  function accept(key: string): void {
    source.accept?.(key);
    accepted ||= carries(entry?.value, key);
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
      return refused ? undefined : entry?.expiresAt;
    },
    close,
    [Symbol.dispose]: close,
    [kind]: `cached${words}`,
  };
  return Object.defineProperties(self, Object.getOwnPropertyDescriptors(members)) as CachedSource<T>;
}
