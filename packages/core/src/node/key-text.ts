import { AuthError } from "../auth-error.ts";

/** A key as a file or a program gave it. Checking it is the cache's affair. */
export interface KeyText {
  readonly value: string;
  /** In ms since the epoch. */
  readonly expiresAt: number | undefined;
}

/** How a text is read. */
export interface KeyTextOptions {
  /** What errors call the text: a path or a program. */
  readonly what: string;
  /** The fields of which the first that is there holds the key; dots lead into nested objects. */
  readonly fields: readonly string[];
  /** A bare key will not do: the text has to be JSON. */
  readonly isJson: boolean;
  /** When a duration such as `expires_in` began, in ms since the epoch. */
  readonly from: number;
}

/** The most that a file or a program may have to say, in bytes. */
export const largest = 1_048_576;

const moments = [
  // `az` prints expires_on in seconds beside expiresOn in local time, which is ambiguous once a year.
  "expires_on",
  "expires_at",
  "expiresAt",
  "expiration",
  "Expiration",
  "expirationTimestamp",
  "expiresOn",
  "token_expiry",
  "expiry",
] as const;
const durations = ["expires_in", "expiresIn"] as const;

/**
 * Reads a bare key, a JSON string, or a JSON object with the key in a field and its expiry beside it.
 *
 * @throws AuthError `key_invalid`, which repeats nothing of the text. It has no cause: `JSON.parse` quotes.
 */
export function readKey(text: string, { what, fields, isJson, from }: KeyTextOptions): KeyText {
  const trimmed = text.trim();
  const fail = (problem: string) => new AuthError("key_invalid", `${what} ${problem}.`);
  const content = isJson || /^[{["]/.test(trimmed) ? parse(trimmed) : trimmed;
  if (typeof content === "string" && !isJson) return { value: content, expiresAt: undefined };
  if (fields.length === 0) throw fail('is JSON: name the field of the key, as in { field: "token" }');
  const place = fields.map((field) => locate(content, field)).find((found) => found !== undefined);
  if (!place) throw fail(`has no text in the field ${fields.join(" or ")}; name the right one as \`field\``);
  const ends = [moment(place.holder), duration(place.holder)].filter((end) => end !== undefined);
  return { value: place.value, expiresAt: ends.length > 0 ? Math.min(...ends) : undefined };

  function parse(json: string): unknown {
    try {
      return JSON.parse(json);
    } catch {
      throw fail("is not whole JSON: it is half-written, or something else stands beside the JSON");
    }
  }

  function moment(holder: Holder): number | undefined {
    const name = moments.find((field) => isGiven(holder[field]));
    if (!name) return undefined;
    const time = numeric(holder[name]);
    // In seconds even the year 9999 is below 1e12; in ms that has been the past since 2001.
    const end = Number.isNaN(time) ? Date.parse(`${holder[name]}`) : time < 1e12 ? time * 1000 : time;
    if (end > 1e11 && end < Infinity) return end;
    throw fail(`has something in ${name} that is no time: a date, or seconds or ms since the epoch`);
  }

  function duration(holder: Holder): number | undefined {
    const name = durations.find((field) => isGiven(holder[field]));
    if (!name) return undefined;
    const seconds = numeric(holder[name]);
    if (seconds >= 0 && seconds < Infinity) return from + seconds * 1000;
    throw fail(`has something in ${name} that is no number of seconds, 0 or more`);
  }
}

/** A JSON object. */
type Holder = Readonly<Record<string, unknown>>;

/** Finds a text, and the object that it stands in. A name that itself has dots is found too. */
function locate(content: unknown, field: string): { holder: Holder; value: string } | undefined {
  if (typeof content !== "object" || content === null) return undefined;
  const holder = content as Holder;
  const value = holder[field];
  if (typeof value === "string") return { holder, value };
  const [head, rest] = field.split(/\.(.*)/s);
  return head && rest ? locate(holder[head], rest) : undefined;
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** A number, also one in quotes; NaN for anything else. */
const numeric = (value: unknown): number =>
  typeof value === "number" || (typeof value === "string" && /^\d+(\.\d+)?$/.test(value))
    ? Number(value)
    : Number.NaN;

/** Refuses what cannot name a field. */
export function checkField(field: unknown): void {
  if (field !== undefined && (typeof field !== "string" || field === ""))
    throw new TypeError('field has to be the name of a JSON field, nested ones with dots: "auth.token".');
}
