import { AuthError, type AuthErrorCode } from "./auth-error.ts";
import type { Expiring, KeyInput, KeySource } from "./types.ts";

/** What errors and events call a source: its function's name. */
export const nameOf = (source: object): string => (source as { name?: string }).name || "source";

/** Gives a function the name that errors and events call it by. */
export const named = <F extends object>(name: string, source: F): F =>
  Object.defineProperty(source, "name", { value: name, configurable: true });

/** Is it something that `await` would wait for? */
export const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as PromiseLike<unknown> | null | undefined)?.then === "function";

/** Names the kind of a value, for error messages: never the value. */
export const kindOf = (value: unknown): string =>
  isPromise(value) ? "a promise (pass a function that returns it)" : value === null ? "null" : typeof value;

/**
 * A text as it may be sent: trimmed (byte order marks and newlines too), without what is forbidden.
 *
 * @throws AuthError with the first forbidden character's code point and index, never with the text.
 */
export function checkText(value: unknown, forbidden: RegExp, code: AuthErrorCode, what: string): string {
  const text = typeof value === "string" ? value.trim() : undefined;
  const index = text?.search(forbidden) ?? 0;
  if (text !== undefined && index < 0) return text;
  const point = text?.codePointAt(index)?.toString(16).padStart(4, "0");
  const problem = point
    ? `has U+${point} at index ${index}, which cannot be sent`
    : `is ${text === "" ? "empty" : kindOf(value)}`;
  throw new AuthError(code, `${what} ${problem}.`);
}

/**
 * A key as it may be sent: visible ASCII without spaces.
 *
 * @throws AuthError `key_invalid`.
 */
export const checkKey = (value: unknown, source: string): string =>
  checkText(value, /[^!-~]|^$/, "key_invalid", `The key of ${source}`);

/** A key as it stands becomes a source of it; a source stays what it is. Checked now, not at the first request. */
export function keySource(input: KeyInput, parameter: string): KeySource {
  if (typeof input === "function") return input;
  const key = checkKey(input, parameter);
  return named(parameter, () => key);
}

/**
 * Tells an {@link Expiring} from a bare value. Headers of which one happens to be called `value` are a
 * bare value, as long as there are others and no time.
 */
export const isExpiring = <T>(answer: T | Expiring<T>): answer is Expiring<T> =>
  typeof answer === "object" &&
  answer !== null &&
  "value" in answer &&
  (typeof answer.value !== "string" ||
    "expiresAt" in answer ||
    "expiresIn" in answer ||
    Object.keys(answer).length === 1);

/** The value of an answer, whether or not it came with a time. */
export const valueOf = <T>(answer: T | Expiring<T> | undefined): T | undefined =>
  isExpiring(answer) ? answer.value : (answer as T | undefined);
