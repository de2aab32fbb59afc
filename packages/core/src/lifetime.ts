import { AuthError } from "./auth-error.ts";
import { type Moment, never, shift } from "./clock.ts";
import type { Expiring } from "./types.ts";

/** The windows before a value's expiry, in ms; `undefined` means the default for its life. */
export interface Windows {
  readonly ttl?: number | undefined;
  readonly refreshAhead?: number | undefined;
  readonly minValidity?: number | undefined;
  readonly random: () => number;
}

/** When a value should be renewed, must be renewed, and is over. */
export interface Lifetime {
  /** Until then it is handed out and nothing else happens. */
  readonly fresh: Moment;
  /** From then on callers wait for the refresh. */
  readonly minimum: Moment;
  /** From then on it is not handed out. */
  readonly end: Moment;
  /** When it expires by the wall clock, in ms since the epoch. */
  readonly expiresAt: number | undefined;
  /** It was over when it came: a clock is wrong, or the exchange took longer than its life. */
  readonly late: boolean;
}

const minute = 60_000;

/** How long a value that was over on arrival is handed out all the same, in ms: its source is not asked more often. */
const grace = 1_000;

/** The life of an answer, from the start of the exchange that brought it. */
export function lifetime(answer: Expiring<unknown>, source: string, start: Moment, landed: Moment, windows: Windows): Lifetime {
  const life = Math.min(statedLife(answer, source, start) ?? Infinity, windows.ttl ?? Infinity);
  if (life === Infinity) return { fresh: never, minimum: never, end: never, expiresAt: undefined, late: false };
  const end = shift(start, life);
  if (end.wall <= landed.wall || end.monotonic <= landed.monotonic) {
    const over: Moment = { wall: landed.wall + grace, monotonic: landed.monotonic + grace };
    return { fresh: over, minimum: over, end: over, expiresAt: end.wall, late: true };
  }
  const jitter = 1 - 0.25 * windows.random();
  const ahead = window(windows.refreshAhead, life, jitter * Math.min(5 * minute, life / 2));
  const minimum = window(windows.minValidity, life, Math.min(minute / 2, life / 10));
  return {
    fresh: shift(end, -Math.max(ahead, minimum)),
    minimum: shift(end, -minimum),
    end,
    expiresAt: end.wall,
    late: false,
  };
}

/** A window as wanted; one that would swallow the whole life gives way to the default, or every call would be a refresh. */
const window = (wanted: number | undefined, life: number, fallback: number): number =>
  wanted !== undefined && wanted < life ? wanted : fallback;

/** How long the answer says it lives, in ms from the start of the exchange. */
function statedLife({ value, expiresIn, expiresAt }: Expiring<unknown>, source: string, start: Moment): number | undefined {
  if (expiresIn !== undefined && expiresIn !== null) {
    if (typeof expiresIn === "number" && expiresIn >= 0 && expiresIn < Infinity) return expiresIn * 1000;
    throw badTime(source, "expiresIn", "a number of seconds from 0 up");
  }
  const at = expiresAt ?? jwtExpiry(value);
  if (at === undefined) return undefined;
  const time = at instanceof Date ? at.getTime() : at;
  if (typeof time !== "number" || !Number.isFinite(time)) {
    throw badTime(source, "expiresAt", "a Date or ms since the epoch (leave it out if there is no expiry)");
  }
  // Seconds since the epoch stay below this until the year 5138; ms have been above it since 1973.
  if (Math.abs(time) < 1e11) throw badTime(source, "expiresAt", "in ms since the epoch: multiply seconds by 1000");
  return time - start.wall;
}

const badTime = (source: string, field: string, expected: string): AuthError =>
  new AuthError("key_invalid", `${source} answered an ${field} that cannot be: it has to be ${expected}.`);

/** The `exp` claim of a JWT, in ms since the epoch. Anything that is no JWT has none. */
function jwtExpiry(value: unknown): number | undefined {
  if (typeof value !== "string" || !value.startsWith("ey")) return undefined;
  const payload = value.split(".", 3)[1];
  if (!payload) return undefined;
  try {
    const { exp } = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))) as { exp?: unknown };
    return typeof exp === "number" && exp > 0 && exp < 1e11 ? exp * 1000 : undefined;
  } catch {
    return undefined;
  }
}
