import { AuthError } from "./auth-error.ts";
import { type Clock, type Moment, present, since } from "./clock.ts";
import type { Expiring } from "./types.ts";

/** What shapes the life of a value; times in ms. */
export interface LifetimeOptions {
  readonly ttl?: number | undefined;
  readonly refreshAhead?: number | undefined;
  readonly minValidity?: number | undefined;
  readonly clock: Clock;
  readonly random: () => number;
}

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
  readonly expiresAt?: number;
}

/** How long a value that is over when it comes is handed out all the same, in ms: its source is not asked more often. */
const grace = 1_000;

/** The life of an answer, from the start of the exchange that brought it. */
export function lifetime(
  answer: Expiring<unknown>,
  source: string,
  start: Moment,
  options: LifetimeOptions,
): Lifetime {
  const { ttl = Infinity, refreshAhead, minValidity, clock, random } = options;
  const end = Math.min(statedLife(answer, source, start), ttl);
  if (end === Infinity) return { start, fresh: end, firm: end, end };
  const expiresAt = start.wall + end;
  if (end <= since(start, clock))
    return { start: present(clock), fresh: grace, firm: grace, end: grace, expiresAt };
  // A window as long as the life would make every call a refresh.
  const window = (wanted = end, standard: number) => (wanted < end ? wanted : standard);
  const firm = end - window(minValidity, Math.min(30_000, end / 10));
  const fresh = end - window(refreshAhead, Math.min(300_000, end / 2) * (1 - random() / 4));
  return { start, fresh: Math.min(fresh, firm), firm, end, expiresAt };
}

/** How long the answer says it lives, in ms from the start of the exchange. */
function statedLife(
  { value, expiresIn, expiresAt }: Expiring<unknown>,
  source: string,
  start: Moment,
): number {
  const fail = (rule: string) => new AuthError("key_invalid", `${source}: ${rule}.`);
  if (expiresIn !== undefined && expiresIn !== null) {
    if (expiresIn >= 0 && expiresIn < Infinity) return expiresIn * 1000;
    throw fail("expiresIn has to be seconds, 0 or more");
  }
  const time = expiresAt ?? jwtExpiry(value);
  if (time === undefined) return Infinity;
  // In seconds the present is below 1e11 until the year 5138; in ms it has been above since 1973.
  if (+time > 1e11 && +time < Infinity) return +time - start.wall;
  throw fail("expiresAt has to be a Date or ms (not seconds) since the epoch");
}

/** The `exp` claim of a JWT, in ms since the epoch. Anything that is no JWT has none. */
function jwtExpiry(value: unknown): number | undefined {
  try {
    const [, payload = ""] = (value as string).split(".");
    const { exp } = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/")));
    return exp > 0 ? exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}
