import { AuthError } from "./auth-error.ts";
import { checkDuration } from "./cached-options.ts";
import { type Clock, systemClock } from "./clock.ts";
import { checkKey, keySource, named, nameOf, valueOf } from "./key.ts";
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
 * it comes from a source that has a new one at once.
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
  checkDuration("pool(): rest", rest);
  const members: Member[] = keys.map((key, index) => ({
    source: keySource(key, `pool(): key ${index + 1}`),
    isStatic: typeof key === "string",
    wakes: -Infinity,
  }));
  const sources = members.map(({ source }) => source);
  let turn = 0;

  const sleep = (member: Member, duration: number) => {
    member.wakes = Math.max(member.wakes, clock.monotonic() + duration);
  };

  async function ask(context: SourceContext): Promise<string | Expiring<string>> {
    const { rejected } = context;
    const owner = rejected === undefined ? undefined : members.find(({ issued }) => issued === rejected);
    const start = turn++;
    const others = members.map((_, index) => members[(start + index) % members.length] as Member);
    // Whoever issued the refused key is asked first: a source may have a new one at once.
    const order = owner ? [owner, ...others.filter((member) => member !== owner)] : others;
    let failure: unknown;
    for (const member of order) {
      if (member.wakes > clock.monotonic()) continue;
      try {
        const asked = member === owner ? contextFor(member.source, context) : withoutRejection(context);
        const answer = await member.source(asked);
        if (answer === undefined) continue;
        const key = checkKey(valueOf(answer), nameOf(member.source));
        if (key === rejected) sleep(member, rest);
        else {
          member.issued = key;
          return answer;
        }
      } catch (error) {
        context.signal?.throwIfAborted();
        failure ??= error;
      }
    }
    if (failure) throw failure;
    throw exhausted();
  }

  function exhausted(): AuthError {
    const first = members.reduce((earliest, member) => (member.wakes < earliest.wakes ? member : earliest));
    const wait = first.wakes - clock.monotonic();
    if (!(wait > 0)) return new AuthError("key_unavailable", `${name}: none of its sources has a key.`);
    const text = `${name}: all keys rest; key ${members.indexOf(first) + 1} of ${members.length} wakes first, in ${Math.ceil(wait / 1000)} s.`;
    return new AuthError("key_unavailable", text, { retryable: true, retryAfter: wait });
  }

  const name = `pool(${keys.length} keys)`;
  const invalidate = (rejected: string, reason?: Rejection) => {
    for (const member of members) {
      const rests = reason?.status === 429 || (member.isStatic && (reason?.status ?? 401) === 401);
      if (rests && member.issued === rejected) sleep(member, reason?.retryAfter ?? rest);
      member.source.invalidate?.(rejected, reason);
    }
  };
  const source = withVerbsOf(named(name, ask), sources);
  return Object.defineProperties(source, {
    invalidate: { value: invalidate },
    recoverOn: { get: () => union([[401, 429], ...sources.map(recoverOn)]) },
  }) as KeySource;
}
