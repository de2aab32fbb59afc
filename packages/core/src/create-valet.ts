import { AuthError } from "./auth-error.ts";
import { withoutScheme } from "./header-values.ts";
import { keySource } from "./key.ts";
import { answerOf } from "./part.ts";
import { type Place, placeOf } from "./place.ts";
import { placeholderOf, prefixOf } from "./placeholder.ts";
import { type FetchOptions, swappingFetch } from "./swap.ts";
import type { Auth, Fetch, SourceContext } from "./types.ts";

/** What an SDK is given instead of a key. */
export interface Valet {
  /** What the SDK holds: no secret, and it says so itself. */
  readonly placeholder: string;
  /** The `fetch` that swaps it for the key, at the last moment, towards the right origin. */
  readonly fetch: Fetch;
  /** The key itself, for what bypasses `fetch`, such as WebSockets. What it hands out `fetch` recognises too. */
  readonly key: (context?: SourceContext) => Promise<string>;
}

/** How the SDK behaves that the valet is for. */
export interface ValetOptions extends FetchOptions {
  /** Names of headers that the SDK sets by default, so that a header source may replace them. */
  replaceable?: readonly string[] | undefined;
  slots?: readonly string[] | undefined;
}

/**
 * A header by which an adapter knows its SDK's requests where no base URL tells: with the placeholder as
 * its value it marks a request as one to the API, and it is never sent.
 */
export const slotHeader = "x-valetkey";

/** How many of the keys handed out are recognised. */
const mostIssued = 1000;

/**
 * The building block of an adapter: a placeholder for the SDK to hold, and a `fetch` that swaps it for
 * the real key. A request without the placeholder passes untouched, apart from the headers of `auth`,
 * which go on every request to the API.
 *
 * @throws AuthError `origin_refused` if neither `baseURL` nor `origins` says where the key may go; an
 * adapter whose SDK keeps its address to itself passes `origins: "sdk"`.
 * @example
 * ```ts
 * import { createValet, env } from "@valetkey/core";
 * import OpenAI from "openai";
 *
 * const valet = createValet({ key: env("OPENAI_API_KEY"), baseURL: "https://api.openai.com/v1" });
 * const client = new OpenAI({ apiKey: valet.placeholder, fetch: valet.fetch });
 * ```
 */
export function createValet(auth: Auth, options: ValetOptions = {}): Valet {
  const placeholder = placeholderOf(auth);
  const replaceable = options.replaceable?.map((name) => name.toLowerCase());
  const place = auth.scheme && placeOf(auth.scheme);
  /** The keys handed out, the latest last. */
  const issued = new Set<string>();

  function at(name: string, value: string): Place | undefined {
    const token = issued.size > 0 ? withoutScheme(value) : "";
    const own = issued.has(token) ? token : undefined;
    const prefix = own ? value.slice(0, -own.length) : prefixOf(value, placeholder);
    if (prefix === undefined) return undefined;
    return name === slotHeader ? { name: "", prefix } : { ...(place ?? { name, prefix }), key: own };
  }

  async function key(context: SourceContext = {}): Promise<string> {
    if (auth.key === undefined) throw new AuthError("key_unavailable", "This auth has no key, only headers.");
    const value = (await answerOf(keySource(auth.key, "auth"), context)) as string;
    issued.delete(value);
    issued.add(value);
    for (const oldest of issued) {
      if (issued.size <= mostIssued) break;
      issued.delete(oldest);
    }
    return value;
  }

  return { placeholder, key, fetch: swappingFetch(auth, options, { at }, replaceable) };
}
