import { AuthError } from "./auth-error.ts";
import { check } from "./check.ts";
import { type Clock, systemClock } from "./clock.ts";
import { bareValue, checkKey, keySource, named } from "./key.ts";
import type { Expiring, KeyInput, KeySource, Rejection, SourceContext } from "./types.ts";
import { contextFor, recoverOn, union, withoutRejection, withVerbsOf } from "./verbs.ts";

/** How a pool rests its keys. */
export interface PoolOptions {
  /** How long a refused key rests if the server does not say, in ms. Default: 60000. */
  rest?: number | undefined;
  /** The clock, for tests. Default: `performance.now`, looked up at each call. */
  clock?: Pick<Clock, "monotonic"> | undefined;
}

interface Member {
  readonly source: KeySource;
  readonly isStatic: boolean;
  /** When it may be used again, by the monotonic clock. */
  wakes: number;
  /** What it answered last. */
  issued?: string;
}

/**
 * Several keys, a different one at each ask. A key refused with 429 rests for as long as the server says
 * in `Retry-After`, and the request goes out again with another. A key refused with 401 rests too, unless
 * its source has a new one at once. A source that fails is passed over as long as another key is there.
 *
 * @throws TypeError without keys, or for a `rest` that cannot be.
 * @example
 * ```ts
 * import { authFetch, env, pool } from "@valetkey/core";
 *
 * const send = authFetch({
 *   key: pool([env("KEY_A"), env("KEY_B"), env("KEY_C")]),
 *   baseURL: "https://api.openai.com/v1",
 * });
 * ```
 */
export function pool(keys: readonly KeyInput[], options: PoolOptions = {}): KeySource {
  const { rest = 60_000, clock = systemClock } = options;
  if (!Array.isArray(keys) || keys.length === 0) throw new TypeError("pool(): pass at least one key.");
  check(options, "number", "rest");
  const name = `pool(${keys.length})`;
  const members = keys.map(
    (key): Member => ({
      source: keySource(key, "pool()"),
      isStatic: typeof key === "string",
      wakes: -Infinity,
    }),
  );
  const sources = members.map(({ source }) => source);
  let turn = 0;

  const sleep = (member: Member, duration: number) => {
    member.wakes = Math.max(member.wakes, clock.monotonic() + duration);
  };

  const isAwake = ({ wakes }: Member) => wakes <= clock.monotonic();

  async function ask(context: SourceContext): Promise<string | Expiring<string>> {
    const { rejected } = context;
    const start = turn++ % members.length;
    // Whoever issued the refused key is asked first: a source may have a new one at once.
    const owner = rejected && members.find(({ issued }) => issued === rejected);
    const order = [owner || members[start], ...members.slice(start), ...members.slice(0, start)] as Member[];
    let failure: unknown;
    for (const member of new Set(order)) {
      if (!isAwake(member)) continue;
      try {
        const { source } = member;
        const answer = await source(
          member === owner ? contextFor(source, context) : withoutRejection(context),
        );
        if (answer === undefined) continue;
        const key = checkKey(bareValue(answer), source);
        if (key !== rejected) {
          member.issued = key;
          return answer;
        }
        if (context.status !== 429) sleep(member, rest);
      } catch (error) {
        context.signal?.throwIfAborted();
        failure ??= error;
      }
    }
    // One that rests comes back by itself: then the failure of another is no reason to give up.
    throw (members.every(isAwake) && failure) || exhausted();
  }

  function exhausted(): AuthError {
    const [first] = members.filter((member) => !isAwake(member)).sort((a, b) => a.wakes - b.wakes);
    if (!first) return new AuthError("key_unavailable", `${name} has no key.`);
    const retryAfter = first.wakes - clock.monotonic();
    return new AuthError(
      "key_unavailable",
      `${name}: all keys rest; number ${members.indexOf(first) + 1} wakes first, in ${Math.ceil(retryAfter / 1000)} s.`,
      { retryable: true, retryAfter },
    );
  }

  const invalidate = (rejected: string, reason: Rejection = { status: 401 }) => {
    for (const member of members) {
      const rests = reason.status === 429 || (reason.status === 401 && member.isStatic);
      if (rests && member.issued === rejected) sleep(member, reason.retryAfter ?? rest);
      member.source.invalidate?.(rejected, reason);
    }
  };
  return Object.defineProperties(withVerbsOf(named(name, ask), sources), {
    invalidate: { value: invalidate },
    recoverOn: { get: () => union([[401, 429], ...sources.map(recoverOn)]) },
  }) as KeySource;
}
