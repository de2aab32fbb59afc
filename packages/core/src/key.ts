import { AuthError, type AuthErrorCode } from "./auth-error.ts";
import type { Expiring, KeyInput, KeySource } from "./types.ts";

/** What errors and events call a source: its function's name. A text says it itself. */
export const nameOf = (source: object | string): string =>
  typeof source === "string" ? source : (source as { name?: string }).name || "source";

/** Gives a function the name that errors and events call it by. */
export const named = <F extends object>(name: string, source: F): F =>
  Object.defineProperty(source, "name", { value: name });

/** Is it an object? */
export const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Is it something that `await` would wait for? */
export const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof (value as PromiseLike<unknown> | null | undefined)?.then === "function";

/** Names the kind of a value, for error messages: never the value. */
export const kindOf = (value: unknown): string =>
  isPromise(value) ? "a promise; pass a function" : typeof value === "string" ? "empty" : typeof value;

/**
 * A text as it may be sent: trimmed (byte order marks and newlines too), without what is forbidden.
 *
 * @throws AuthError with the first forbidden character's code point and index, never with the text.
 */
export function checkText(
  value: unknown,
  forbidden: RegExp,
  what: string,
  source: object | string,
  code: AuthErrorCode = "headers_invalid",
): string {
  const isText = typeof value === "string";
  const text = isText ? value.trim() : "";
  const index = text.search(forbidden);
  if (isText && index < 0) return text;
  const point = text.codePointAt(index)?.toString(16).padStart(4, "0");
  throw new AuthError(
    code,
    `${what} of ${nameOf(source)} ${text ? `has U+${point} at index ${index}` : `is ${kindOf(value)}`}.`,
  );
}

/**
 * A key as it may be sent: visible ASCII without spaces.
 *
 * @throws AuthError `key_invalid`.
 */
export const checkKey = (value: unknown, source: object | string): string =>
  checkText(value, /[^!-~]|^$/, "The key", source, "key_invalid");

/** A key as it stands becomes a source of it; a source stays what it is. Checked now, not at the first request. */
export function keySource(input: KeyInput, owner: string): KeySource {
  if (typeof input === "function") return input;
  const key = checkKey(input, owner);
  return named("key", () => key);
}

/** Tells an {@link Expiring} from a bare value. (A header called `value` has to be given in a list or as `Headers`.) */
export const isExpiring = <T>(answer: T | Expiring<T>): answer is Expiring<T> =>
  isObject(answer) && "value" in answer;

/** The value of an answer, whether or not it came with a time. */
export const bareValue = <T>(answer: T | Expiring<T> | undefined): T | undefined =>
  isExpiring(answer) ? answer.value : (answer as T | undefined);
