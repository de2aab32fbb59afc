import { AuthError } from "./auth-error.ts";
import { checkText, isObject, isPromise, kindOf, nameOf } from "./key.ts";
import type { HeaderValues } from "./types.ts";

/** Headers by lower-case name. */
export type HeaderRecord = Record<string, string>;

/** The headers that services take a key in. */
export const credentialName: RegExp = /^((proxy-)?authorization|(x-(goog-)?)?api-key)$/i;

/** The key that `bearer`, `header` or `basic` wrapped into a set of headers. */
const wrapped = new WeakMap<object, string>();

/** Remembers which key a set of headers was made from. */
export function wrapKey(values: HeaderRecord, key: string): HeaderRecord {
  wrapped.set(values, key);
  return values;
}

/** Calls back with names and values as they stand; what is `undefined` is left out. */
export function eachPair(values: object, use: (name: string, value: unknown) => void): void {
  const each = (name: string, value: unknown) => value !== undefined && value !== null && use(name, value);
  if (Symbol.iterator in values)
    for (const [name, value] of values as Iterable<[string, unknown]>) each(name, value);
  // Object.entries() would make a pair of each first.
  else for (const name of Object.keys(values)) each(name, (values as Record<string, unknown>)[name]);
}

/**
 * Calls back with each header as it may be sent: its name in lower case, its value trimmed. What is
 * `undefined` is left out.
 *
 * @throws AuthError `headers_invalid`, naming the header and never its value.
 */
export function eachHeader(
  values: HeaderValues,
  source: object | string,
  use: (name: string, value: string) => void,
): void {
  if (!isObject(values) || isPromise(values)) {
    throw new AuthError("headers_invalid", `${nameOf(source)} is ${kindOf(values)}, not headers.`);
  }
  eachPair(values, (name, value) => {
    const lower = checkText(name, /[^!#$%&'*+.^_`|~\w-]|^$/, "A header name", source).toLowerCase();
    use(lower, checkText(value, /[^\t -~\x80-\xff]/, `The ${name}`, source));
  });
}

/** A header's value without its scheme: `Bearer abc` is about the key `abc`. */
export const withoutScheme = (value: string): string => value.slice(value.lastIndexOf(" ") + 1);

/** The values in a set of headers, without schemes, for comparisons. */
function textsOf(values: object): string[] {
  const texts: string[] = [];
  eachPair(values, (_, value) => texts.push(withoutScheme(`${value}`)));
  return texts;
}

/** The key that a value is about: it itself, the one that headers were made from, or what their credential header carries. */
export function keyOf(value: unknown): string | undefined {
  if (!isObject(value)) return typeof value === "string" ? value : undefined;
  let key = wrapped.get(value);
  eachPair(value, (name, text) => {
    if (credentialName.test(name)) key ??= withoutScheme(`${text}`);
  });
  return key;
}

/** What has to differ for a value to be another one: the key, or all of headers without one. */
export const identityOf = (value: unknown): string | undefined =>
  keyOf(value) ?? (isObject(value) ? `${textsOf(value)}` : undefined);

/** Is this the refused key, or a set of headers that carries it? */
export const carries = (value: unknown, key: string): boolean =>
  identityOf(value) === key || (isObject(value) && textsOf(value).includes(key));
