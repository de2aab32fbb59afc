import { AuthError } from "./auth-error.ts";
import { checkText, isPromise, kindOf } from "./key.ts";
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

/** Names and values as they stand. */
export const pairsOf = (values: object): [name: string, value: unknown][] =>
  Symbol.iterator in values ? [...(values as Iterable<[string, string]>)] : Object.entries(values);

/**
 * Headers as they may be sent: lower-case names, values trimmed, what is `undefined` left out.
 *
 * @throws AuthError `headers_invalid`, naming the header and never its value.
 */
export function checkHeaders(values: HeaderValues, source: string): HeaderRecord {
  if (typeof values !== "object" || values === null || isPromise(values)) {
    throw new AuthError("headers_invalid", `${source} has to be headers, and is ${kindOf(values)}.`);
  }
  const checked: HeaderRecord = {};
  for (const [name, value] of pairsOf(values)) {
    if (value === undefined || value === null) continue;
    checkText(name, /[^!#$%&'*+.^_`|~\w-]|^$/, "headers_invalid", `A header name of ${source}`);
    checked[name.toLowerCase()] = checkText(
      value,
      /[^\t -~]/,
      "headers_invalid",
      `The header ${name} of ${source}`,
    );
  }
  return checked;
}

/** A header's value without its scheme: `Bearer abc` is about the key `abc`. */
export const withoutScheme = (value: string): string => value.slice(value.lastIndexOf(" ") + 1);

/** The values in a set of headers, for comparisons. */
export const textsOf = (values: object): string[] => pairsOf(values).map(([, value]) => `${value}`);

/** The key that a value is about: it itself, the one that headers were made from, or what their credential header carries. */
export function keyOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return undefined;
  const header = pairsOf(value).find(([name]) => credentialName.test(name));
  return wrapped.get(value) ?? (header && withoutScheme(`${header[1]}`));
}

/** Is this the refused key, or a set of headers that carries it? */
export const carries = (value: unknown, key: string): boolean =>
  keyOf(value) === key ||
  (typeof value === "object" && value !== null && textsOf(value).map(withoutScheme).includes(key));
