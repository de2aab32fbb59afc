import { AuthError, type AuthErrorCode } from "./auth-error.ts";
import type { Expiring, KeyInput, KeySource, MaybePromise } from "./types.ts";

/** What to call a source in errors and events: its function's name. */
export const nameOf = (source: object): string => (typeof source === "function" && source.name) || "source";

/** Gives a function the name that errors and events call it by. */
export function named<F extends object>(name: string, source: F): F {
  return Object.defineProperty(source, "name", { value: name, configurable: true });
}

/** Says where a value has a character that it must not have: by code point and place, never by content. */
export function describeCharacter(value: string, allowed: RegExp): string {
  const index = value.search(allowed);
  const code = (value.codePointAt(index) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `U+${code} at index ${index}`;
}

const visible = /^[\x21-\x7e]+$/;

/**
 * A key as it may be sent: trimmed (byte order mark and newlines too), visible ASCII, no spaces.
 *
 * @throws AuthError `key_invalid`, with the character's code point and index, never with the key.
 */
export function checkKey(value: unknown, source: string): string {
  if (typeof value === "string") {
    const key = value.trim();
    if (visible.test(key)) return key;
    const problem =
      key === ""
        ? "an empty key"
        : `a key with the character ${describeCharacter(key, /[^\x21-\x7e]/)}${/^\w+ /.test(key) ? " (leave out a scheme such as Bearer)" : ""}`;
    throw new AuthError("key_invalid", `${source} answered ${problem}; a key is visible ASCII without spaces.`);
  }
  throw new AuthError("key_invalid", `${source} answered ${describeType(value)} where a key, a string, was expected.`);
}

/** Names the kind of a value, for error messages. */
export const describeType = (value: unknown): string =>
  value === null ? "null" : isPromise(value) ? "a promise" : Array.isArray(value) ? "an array" : typeof value;

/** Is it something that `await` would wait for? */
export const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as PromiseLike<unknown> | null | undefined)?.then === "function";

/** Refuses, at creation, what can never become a source. A promise would be resolved once and never refreshed. */
export function refuseNonSource(input: unknown, parameter: string, expected: string, code: AuthErrorCode): never {
  const fix = isPromise(input) ? `pass a function that returns the promise: () => …` : `pass ${expected}`;
  throw new AuthError(code, `${parameter} is ${describeType(input)}: ${fix}.`);
}

/** A key as it stands becomes a source of it; a source stays what it is. Checked now, not at the first request. */
export function keySource(input: KeyInput, parameter: string): KeySource {
  if (typeof input === "function") return input;
  if (typeof input !== "string") refuseNonSource(input, parameter, "a string or a function", "key_invalid");
  const key = checkKey(input, parameter);
  return named(parameter, () => key);
}

/**
 * Tells an {@link Expiring} from a bare value. A set of headers with one that happens to be called `value`
 * is a bare value, as long as it has another one and no time.
 */
export function isExpiring<T>(answer: T | Expiring<T>): answer is Expiring<T> {
  if (typeof answer !== "object" || answer === null || !("value" in answer)) return false;
  if (typeof answer.value !== "string" || "expiresAt" in answer || "expiresIn" in answer) return true;
  return Object.keys(answer).length === 1;
}

/** The value of an answer, whether or not it came with a time. */
export const valueOf = <T>(answer: T | Expiring<T> | undefined): T | undefined =>
  answer !== undefined && isExpiring(answer) ? answer.value : (answer as T | undefined);

/** Changes the value of an answer that may be a promise, may have a time, may be `undefined`, and keeps these. */
export function mapAnswer<A, B>(
  answer: MaybePromise<A | Expiring<A> | undefined>,
  change: (value: A) => B,
): MaybePromise<B | Expiring<B> | undefined> {
  if (isPromise(answer)) return answer.then((settled) => mapSettled(settled, change));
  return mapSettled(answer, change);
}

function mapSettled<A, B>(answer: A | Expiring<A> | undefined, change: (value: A) => B): B | Expiring<B> | undefined {
  if (answer === undefined) return undefined;
  return isExpiring(answer) ? { ...answer, value: change(answer.value) } : change(answer);
}
