import { named } from "./key.ts";
import type { HeaderSource, KeySource } from "./types.ts";

/**
 * The key in an environment variable, read at each call. Empty counts as unset, and unset is "not me":
 * it never falls back to another variable.
 *
 * @throws TypeError if the name is empty.
 * @example
 * ```ts
 * import { authFetch, env } from "@valetkey/core";
 *
 * const send = authFetch({ key: env("OPENAI_API_KEY"), baseURL: "https://api.openai.com/v1" });
 * ```
 */
export function env(name: string): KeySource {
  checkName(name);
  return named(`env(${name})`, () => read(name));
}

/**
 * Headers in an environment variable: lines of `Name: value`, the convention of `OPENAI_CUSTOM_HEADERS`.
 * Read at each call; a line without a colon is left out.
 *
 * @throws TypeError if the name is empty.
 * @example
 * ```ts
 * import { authFetch, env, envHeaders } from "@valetkey/core";
 *
 * const send = authFetch({
 *   key: env("OPENAI_API_KEY"),
 *   headers: envHeaders("OPENAI_CUSTOM_HEADERS"),
 *   baseURL: "https://api.openai.com/v1",
 * });
 * ```
 */
export function envHeaders(name: string): HeaderSource {
  checkName(name);
  return named(`envHeaders(${name})`, () => {
    const lines = read(name)?.matchAll(/^([^:\n]+):(.+)$/gm);
    return lines && Object.fromEntries([...lines].map((line) => line.slice(1).map((text) => text.trim())));
  });
}

function checkName(name: unknown): void {
  if (typeof name !== "string" || !name) throw new TypeError("env(): pass the name of a variable.");
}

interface Environment {
  readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> };
}

/** Node, Deno, Bun and Workers have `process.env`; a browser has no environment. */
const read = (name: string): string | undefined =>
  (globalThis as Environment).process?.env?.[name]?.trim() || undefined;
