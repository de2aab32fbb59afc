import { envHeaders } from "../env.ts";
import { credentialName, eachPair } from "../header-values.ts";
import type { Fetch } from "../types.ts";

/** What stays, although the environment says the same. */
export interface Kept {
  /** The default headers that the user gave to the SDK. */
  readonly headers?: object | null | undefined;
  /** What the SDK holds for a key: it comes back where a header of the environment took its place. */
  readonly placeholder?: string | undefined;
}

/**
 * A `fetch` without the headers that an SDK adds by itself from an environment variable of its vendor's, such as
 * `OPENAI_CUSTOM_HEADERS`. They may be credentials, and are meant for the vendor's host: an adapter takes this where
 * an auth chose another one. It knows them by name and value, and copies the headers that the SDK passes.
 *
 * @example
 * ```ts
 * import { createValet, env } from "@valetkey/core";
 * import { withoutEnvHeaders } from "@valetkey/core/adapter";
 *
 * const valet = createValet({ key: env("GROQ_API_KEY"), baseURL: "https://api.groq.com/openai/v1" });
 * const send = withoutEnvHeaders(valet.fetch, "OPENAI_CUSTOM_HEADERS", { placeholder: valet.placeholder });
 * ```
 */
export function withoutEnvHeaders(fetch: Fetch, variable: string, kept: Kept = {}): Fetch {
  // The environment is read without waiting, and here because the SDK reads it when its client is made.
  const found = new Map(Object.entries({ ...(envHeaders(variable)({}) as Record<string, string>) }));
  const stays = new Set<string>();
  eachPair(kept.headers ?? {}, (name) => stays.add(name.toLowerCase()));
  // What is no name is not sent by any SDK, and Headers would throw for it.
  for (const name of found.keys())
    if (stays.has(name.toLowerCase()) || !/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) found.delete(name);
  if (found.size === 0) return fetch;

  return (input, init) => {
    if (!init?.headers) return fetch(input, init);
    const headers = new Headers(init.headers);
    for (const [name, value] of found) {
      if (headers.get(name) !== value) continue;
      headers.delete(name);
      if (kept.placeholder !== undefined && credentialName.test(name))
        putBack(headers, name, kept.placeholder);
    }
    return fetch(input, { ...init, headers });
  };
}

/** The placeholder where the SDK would have put it, unless it is in another header. */
function putBack(headers: Headers, name: string, placeholder: string): void {
  if ([...headers.values()].some((value) => value.endsWith(placeholder))) return;
  headers.set(name, /^authorization$/i.test(name) ? `Bearer ${placeholder}` : placeholder);
}
