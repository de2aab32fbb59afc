import { ask } from "./ask.ts";
import { withoutScheme } from "./header-values.ts";
import { keySource, named } from "./key.ts";
import { whereMarked } from "./origins.ts";
import { type Place, placeOf } from "./place.ts";
import { placeholderOf } from "./placeholder.ts";
import { copied } from "./request-headers.ts";
import { type FetchOptions, swappingFetch } from "./swap.ts";
import { trim } from "./trim.ts";
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
}

/**
 * A header by which an adapter knows its SDK's requests where no base URL tells: with the placeholder as
 * its value it marks a request as one to the API, and it is never sent.
 */
export const slotHeader = "x-valetkey";

/** Names of headers as they are compared. */
export const lower = (names: readonly string[] = []): string[] => names.map((name) => name.toLowerCase());

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
  const replaceable = lower(options.replaceable);
  const place = auth.scheme && placeOf(auth.scheme);
  /** The keys handed out, the latest last. */
  const issued = new Set<string>();

  function placeAt(name: string, value: string): Place | undefined {
    // Most headers are shorter than the placeholder.
    const mayBe = issued.size > 0 || (value.length >= placeholder.length && value.endsWith(placeholder));
    const token = mayBe ? withoutScheme(value) : "";
    if (token !== placeholder && !issued.has(token)) return undefined;
    if (name === slotHeader || !auth.key) return { name: "", prefix: "" };
    return place ?? { name, prefix: value.slice(0, -token.length) };
  }

  async function key(context: SourceContext = {}): Promise<string> {
    const value = await ask(keySource(auth.key ?? named("auth", () => undefined), "auth"), context);
    issued.delete(value);
    issued.add(value);
    trim(issued, mostIssued);
    return value;
  }

  const open = (given: object) => copied(given, [], placeAt);

  return {
    placeholder,
    key,
    fetch: swappingFetch(auth, options, open, replaceable, auth.origins === "sdk" ? whereMarked : undefined),
  };
}
