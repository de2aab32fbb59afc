import { AuthError } from "./auth-error.ts";
import { eachHeader, type HeaderRecord, wrapKey } from "./header-values.ts";
import { bareValue, checkKey, isExpiring, keySource, named, nameOf } from "./key.ts";
import { type Kind, kind } from "./kind.ts";
import { placeOf } from "./place.ts";
import type { HeaderInput, HeaderSource, HeaderValues, KeyInput, KeySource, SourceContext } from "./types.ts";
import { withVerbsOf } from "./verbs.ts";

/**
 * A key as `Authorization: Bearer …`, for a service that wants it beside another credential, or for code
 * without an SDK. It recovers from a refusal as the key itself would.
 *
 * @example
 * ```ts
 * import { authFetch, bearer, env } from "@valetkey/core";
 *
 * const send = authFetch({ headers: bearer(env("GATEWAY_TOKEN")), baseURL: "https://gateway.example.com" });
 * ```
 */
export const bearer = (key: KeyInput): HeaderSource =>
  wrap("bearer", "authorization", key, (value) => `Bearer ${value}`);

/**
 * A key as a header of its own; `prefix` stands before the key, a space included. Default: nothing.
 *
 * @throws AuthError `headers_invalid` if the name cannot be one, or the prefix cannot be sent.
 * @example
 * ```ts
 * import { authFetch, env, header } from "@valetkey/core";
 *
 * const send = authFetch({
 *   key: env("OPENAI_API_KEY"),
 *   headers: header("x-portkey-api-key", env("PORTKEY_API_KEY")),
 *   baseURL: "https://api.portkey.ai/v1",
 * });
 * ```
 */
export function header(
  name: string,
  key: KeyInput,
  options: { prefix?: string | undefined } = {},
): HeaderSource {
  const place = placeOf({ ...options, header: name });
  return wrap("header", place.name, key, (value) => place.prefix + value);
}

/**
 * A key as the password of `Authorization: Basic …` (RFC 7617, UTF-8).
 *
 * @throws AuthError `headers_invalid` if the user has a colon, which ends a user's name.
 * @example
 * ```ts
 * import { authFetch, basic, env } from "@valetkey/core";
 *
 * const send = authFetch({ headers: basic("service", env("PASSWORD")), baseURL: "https://llm.example.com" });
 * ```
 */
export function basic(user: string, key: KeyInput): HeaderSource {
  if (typeof user !== "string" || user.includes(":")) {
    throw new AuthError("headers_invalid", "basic(): user has to be a string without a colon.");
  }
  return wrap("basic", "authorization", key, (value) => {
    const bytes = new TextEncoder().encode(`${user}:${value}`);
    return `Basic ${btoa(String.fromCharCode(...bytes))}`;
  });
}

function wrap(label: string, name: string, input: KeyInput, format: (key: string) => string): HeaderSource {
  const key: KeySource = keySource(input, `${label}()`);
  const source = named(`${label}(${nameOf(key)})`, async (context: SourceContext) => {
    const answer = await key(context);
    if (answer === undefined) return undefined;
    const checked = checkKey(bareValue(answer), key);
    const value = wrapKey({ [name]: format(checked) }, checked);
    return isExpiring(answer) ? { ...answer, value } : value;
  });
  const { [kind]: words = "" } = withVerbsOf(source, [key]) as Kind;
  return Object.defineProperty(source, kind, { value: `${words} ${name}` });
}

/** Headers as they stand become a source of them, copied and checked now; a source stays what it is. */
export function headerSource(input: HeaderValues | HeaderSource, parameter: string): HeaderSource {
  if (typeof input === "function") return input;
  const values: HeaderRecord = {};
  eachHeader(input, parameter, (name, value) => {
    values[name] = value;
  });
  return named(parameter, () => values);
}

/** What `auth.headers` says, as a list of sources. `[["name", "value"]]` is one set of headers. */
export function headerSources(input: HeaderInput = []): HeaderSource[] {
  const isList = Array.isArray(input) && typeof input[0]?.[0] !== "string";
  const list = (isList ? input : [input]) as readonly (HeaderValues | HeaderSource)[];
  return list.map((item) => headerSource(item, "headers"));
}
