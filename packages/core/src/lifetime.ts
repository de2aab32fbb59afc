import { AuthError } from "./auth-error.ts";
import type { CachedOptions } from "./cached-options.ts";
import { type Clock, type Moment, present, since } from "./clock.ts";
import { keyOf } from "./header-values.ts";
import type { Expiring } from "./types.ts";

/** What shapes the life of a value; times in ms. */
export type LifetimeOptions = Pick<CachedOptions, "ttl" | "refreshAhead" | "minValidity">;

/** The life of a value: ages in ms, counted from `start`. */
export interface Lifetime {
  readonly start: Moment;
  /** Until this age it is handed out and nothing else happens. */
  readonly fresh: number;
  /** From this age on callers wait for the refresh. */
  readonly firm: number;
  /** From this age on it is not handed out. */
  readonly end: number;
  /** When it expires, in ms since the epoch. */
  readonly expiresAt: number | undefined;
}

/** How long a value that is over when it comes is handed out all the same, in ms: its source is not asked more often. */
const grace = 1_000;

/** The life of an answer, from the start of the exchange that brought it. */
export function lifetime(
  answer: Expiring<unknown>,
  source: string,
  start: Moment,
  { ttl = Infinity, refreshAhead, minValidity }: LifetimeOptions,
  clock: Clock,
  random: () => number,
): Lifetime {
  const life = Math.min(statedLife(answer, source, start), ttl);
  const isOver = life <= since(start, clock);
  const end = isOver ? grace : life;
  // A window as long as the life would make every call a refresh.
  const window = (wanted = end, standard: number) => (isOver ? 0 : wanted < end ? wanted : standard);
  const firm = end - window(minValidity, Math.min(30_000, end / 10));
  const fresh = end - window(refreshAhead, Math.min(300_000, end / 2) * (1 - random() / 4));
  return {
    start: isOver ? present(clock) : start,
    fresh: Math.min(fresh, firm),
    firm,
    end,
    expiresAt: life < Infinity ? start.wall + life : undefined,
  };
}

/** How long the answer says it lives, in ms from the start of the exchange. */
function statedLife(
  { value, expiresIn, expiresAt }: Expiring<unknown>,
  source: string,
  start: Moment,
): number {
  const isRelative = expiresIn !== undefined && expiresIn !== null;
  const time = expiresAt ?? jwtExpiry(keyOf(value));
  if (!isRelative && time === undefined) return Infinity;
  const life = isRelative ? expiresIn * 1000 : +(time as number) - start.wall;
  // In seconds the present is below 1e11 until the year 5138; in ms it has been above since 1973. The "never" of
  // the year 9999 is below 1e15, which a moment mistaken for a duration is not.
  if (life < 1e15 && (isRelative ? life >= 0 : +(time as number) > 1e11)) return life;
  throw new AuthError("key_invalid", `${source}: expiresIn is seconds, expiresAt Date or ms.`);
}

/** The `exp` claim of a JWT, in ms since the epoch. Anything that is no JWT has none. */
function jwtExpiry(value: unknown): number | undefined {
  try {
    const [, payload = ""] = (value as string).split(".");
    const { exp } = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/")));
    return typeof exp === "number" ? exp * 1000 : undefined;
  } catch {
    return;
  }
}
