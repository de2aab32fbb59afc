import {
  type Auth,
  AuthError,
  env,
  firstOf,
  type HeaderInput,
  type HeaderSource,
  type HeaderValues,
  type KeyInput,
  type KeySource,
  type Scheme,
} from "@valetkey/core";
import type { PresetInfo } from "./preset-info.ts";
import { checkAddress, optionsOf } from "./setting.ts";

/** What every preset takes. */
export interface PresetOptions extends Pick<Auth, "origins" | "id" | "native" | "onEvent"> {
  /** The key: a string, a function, an async function, or what `cached()` returns. Default: the preset's own environment variable, read for every request. */
  key?: KeyInput;
  /** Headers for every request, over those of the preset; sources among them are asked for every attempt. */
  headers?: HeaderInput | undefined;
  /** Another address than the service's own, for a proxy or a private endpoint: everything before `/chat/completions`. */
  baseURL?: string | undefined;
}

/** What a preset returns: an auth that says where to send. */
export interface Preset extends Auth {
  /** Where the API is, without a slash at its end. */
  baseURL: string;
}

/** What a preset has of its own. */
interface Own {
  readonly baseURL?: string | undefined;
  readonly headers?: HeaderValues | HeaderSource | readonly (HeaderValues | HeaderSource)[] | undefined;
  /** Default: a bearer, whichever header the SDK would take. `null`: where the SDK puts it. */
  readonly scheme?: Scheme | null | undefined;
  /** `null`: none is sent. */
  readonly key?: KeySource | null;
}

const passedOn = ["origins", "id", "native", "onEvent"];

/**
 * An auth from a preset's row, its options and what it made of them.
 *
 * @throws TypeError for an option that it does not have, and for an address that cannot be; AuthError `key_invalid`.
 */
export function preset(info: PresetInfo, options: PresetOptions, own: Own = {}): Preset {
  const owner = `${info.name}()`;
  const { key, headers: given, baseURL = own.baseURL ?? info.baseURL, ...rest } = optionsOf(owner, options);
  const unknown = Object.keys(rest).find((name) => !passedOn.includes(name));
  if (unknown) throw new TypeError(`${owner}: there is no option ${unknown}.`);
  const auth: Preset = { ...rest, baseURL: checkAddress(owner, "baseURL", baseURL) };
  if (own.key !== null)
    auth.key = own.key ?? presetKey(owner, "key", key, info.keyVariables, info.keyDefault);
  const headers = [...listOf(own.headers), ...listOf(given)];
  if (headers.length > 0) auth.headers = headers;
  if (own.scheme !== null) auth.scheme = own.scheme ?? "bearer";
  return auth;
}

/**
 * A key as given, else from the preset's own environment variables and no other. What is missing is missed at the
 * first request. A string moves into a function, so that printing the preset does not show it.
 *
 * @throws AuthError `key_invalid` for what cannot be a key.
 */
export function presetKey(
  owner: string,
  name: string,
  key: KeyInput | undefined,
  variables: readonly string[],
  fallback?: string,
): KeySource {
  if (typeof key === "function") return key;
  if (key !== undefined && (typeof key !== "string" || !/^[!-~]+$/.test(key.trim()))) {
    const problem = `${owner}: ${name} has to be visible ASCII without spaces, or a function.`;
    throw new AuthError("key_invalid", problem);
  }
  const last = (): string => {
    if (fallback) return fallback;
    const fixes = [...variables.map((each) => `set ${each}`), `pass ${name}`];
    throw new AuthError("key_unavailable", `${owner}: ${fixes.join(" or ")}.`);
  };
  const source = key === undefined ? firstOf(...variables.map(env), last) : () => key;
  return Object.defineProperty(source, "name", { value: owner });
}

/** Headers of whatever kind as a list; `[["name", "value"]]` is one set of headers. */
export function listOf(input: HeaderInput | undefined): readonly (HeaderValues | HeaderSource)[] {
  if (input === undefined) return [];
  const isList = Array.isArray(input) && typeof input[0]?.[0] !== "string";
  return (isList ? input : [input]) as readonly (HeaderValues | HeaderSource)[];
}
