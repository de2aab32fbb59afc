import { AuthError } from "./auth-error.ts";
import { eachHeader, wrapKey } from "./header-values.ts";
import { checkKey, keySource, mapAnswer, named, nameOf, refuseNonSource } from "./key.ts";
import type { HeaderInput, HeaderSource, HeaderValues, KeyInput, KeySource, Scheme, SourceContext } from "./types.ts";
import { credential, withVerbsOf } from "./verbs.ts";

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
export function bearer(key: KeyInput): HeaderSource {
  return wrap("bearer", "authorization", key, (value) => `Bearer ${value}`);
}

/**
 * A key as a header of its own.
 *
 * @throws AuthError `headers_invalid` if the name cannot be one.
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
export function header(name: string, key: KeyInput): HeaderSource {
  eachHeader({ [name]: "" }, "header(): name", () => {});
  return wrap("header", name.toLowerCase(), key, (value) => value);
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

function wrap(kind: string, name: string, input: KeyInput, format: (key: string) => string): HeaderSource {
  const key: KeySource = keySource(input, `${kind}(): key`);
  const source = named(`${kind}(${nameOf(key)})`, (context: SourceContext) =>
    mapAnswer(key(context), (answer) => {
      const checked = checkKey(answer, nameOf(key));
      return wrapKey({ [name]: format(checked) }, checked);
    }),
  );
  return Object.defineProperty(withVerbsOf(source, [key]), credential, { value: name }) as HeaderSource;
}

/** Headers as they stand become a source of them, copied and checked now; a source stays what it is. */
export function headerSource(input: HeaderValues | HeaderSource, parameter: string): HeaderSource {
  if (typeof input === "function") return input;
  if (typeof input !== "object" || input === null || "then" in input) {
    refuseNonSource(input, parameter, "headers or a function that returns them", "headers_invalid");
  }
  const values: Record<string, string> = {};
  eachHeader(input, parameter, (name, value) => {
    values[name] = value;
  });
  return named(parameter, () => values);
}

/** What `auth.headers` says, as a list of sources. */
export function headerSources(input: HeaderInput | undefined): HeaderSource[] {
  if (input === undefined) return [];
  const list = Array.isArray(input) && !isPairs(input) ? input : [input];
  return list.map((item: HeaderValues | HeaderSource, index) => headerSource(item, list.length > 1 ? `headers[${index}]` : "headers"));
}

/** Tells `[["name", "value"]]` from a list of sets of headers. */
const isPairs = (list: readonly unknown[]): boolean =>
  list.every((item) => Array.isArray(item) && item.length === 2 && typeof item[0] === "string");

/** Where a scheme puts the key. */
export function placeOf(scheme: Scheme): { name: string; prefix: string } {
  if (scheme === "bearer") return { name: "authorization", prefix: "Bearer " };
  if (typeof scheme !== "object" || typeof scheme?.header !== "string") {
    throw new AuthError("headers_invalid", 'scheme has to be "bearer" or { header, prefix? }.');
  }
  const { header: name, prefix = "" } = scheme;
  eachHeader({ [name]: prefix }, "scheme", () => {});
  return { name: name.toLowerCase(), prefix };
}
