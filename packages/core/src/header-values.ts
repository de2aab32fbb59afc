import { AuthError } from "./auth-error.ts";
import { describeCharacter, describeType, isPromise } from "./key.ts";
import type { HeaderValues } from "./types.ts";

/** The headers that services take a key in. */
export const credentialNames: ReadonlySet<string> = new Set(["authorization", "api-key", "x-api-key", "x-goog-api-key"]);

/** The key that `bearer`, `header` or `basic` wrapped into a set of headers. */
const wrappedKeys = new WeakMap<object, string>();

/** Remembers which key a set of headers was made from. */
export function wrapKey<V extends object>(values: V, key: string): V {
  wrappedKeys.set(values, key);
  return values;
}

const token = /^[!#$%&'*+.^_`|~\w-]+$/;
const text = /^[\t\x20-\x7e]*$/;

/** Calls back with every header that has a value, by its lower-case name, the value trimmed and checked. */
export function eachHeader(values: HeaderValues, source: string, use: (name: string, value: string) => void): void {
  if (typeof values !== "object" || values === null || isPromise(values)) {
    throw new AuthError("headers_invalid", `${source} answered ${describeType(values)} where headers were expected.`);
  }
  if (values instanceof Headers) return values.forEach((value, name) => use(name, checkValue(name, value, source)));
  const pairs = Array.isArray(values) ? values : Object.entries(values);
  for (const [name, value] of pairs as [string, string | undefined | null][]) {
    if (value !== undefined && value !== null) use(checkName(name, source), checkValue(name, value, source));
  }
}

function checkName(name: unknown, source: string): string {
  if (typeof name === "string" && token.test(name)) return name.toLowerCase();
  throw new AuthError("headers_invalid", `${source} answered a header whose name is not a valid header name.`);
}

function checkValue(name: string, value: unknown, source: string): string {
  if (typeof value !== "string") {
    throw new AuthError("headers_invalid", `${source} answered ${describeType(value)} for the header ${name}; it has to be a string.`);
  }
  const trimmed = value.trim();
  if (text.test(trimmed)) return trimmed;
  const character = describeCharacter(trimmed, /[^\t\x20-\x7e]/);
  throw new AuthError("headers_invalid", `${source} answered a value for the header ${name} with the character ${character}.`);
}

/** A header's value without its scheme: `Bearer abc` is about the key `abc`. */
export const withoutScheme = (value: string): string => value.slice(value.lastIndexOf(" ") + 1);

/** The key that a set of headers is about: the one it was made from, or what its credential header carries. */
export const keyOfHeaders = (values: object): string | undefined =>
  wrappedKeys.get(values) ?? texts(values, (name) => credentialNames.has(name.toLowerCase())).map(withoutScheme)[0];

/** Is this the refused key, or a set of headers that carries it? */
export function carries(value: unknown, key: string): boolean {
  if (typeof value !== "object" || value === null) return value === key;
  return wrappedKeys.get(value) === key || texts(value).some((text) => text === key || withoutScheme(text) === key);
}

/** The values that are texts; what else an object holds is no concern of a comparison. */
export function texts(values: object, wanted: (name: string) => boolean = () => true): string[] {
  const pairs = values instanceof Headers || Array.isArray(values) ? [...values] : Object.entries(values);
  return pairs.flatMap(([name, value]) => (typeof value === "string" && wanted(name) ? [value] : []));
}
