import { sourceError } from "./auth-error.ts";
import { withoutScheme } from "./header-values.ts";
import { inPlace } from "./in-place.ts";
import { keySource, named, nameOf } from "./key.ts";
import { whereMarked } from "./origins.ts";
import { checkedValue } from "./part.ts";
import { type Place, placeOf } from "./place.ts";
import { placeholderOf } from "./placeholder.ts";
import { copied } from "./request-headers.ts";
import { type FetchOptions, swappingFetch } from "./swap.ts";
import { trim } from "./trim.ts";
import type { Auth, Fetch, SourceContext } from "./types.ts";
import { waitFor } from "./wait-for.ts";

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
  /**
   * Names of the headers in which the SDK puts its key, for an SDK that makes fresh `Headers` for each attempt,
   * as openai's and Anthropic's do: `["authorization"]`. `Headers` with the placeholder in one of them are not
   * copied: the key and the headers of the auth are written into them, and the `fetch` inside gets that very
   * instance, unless `scheme` sends the key elsewhere. An adapter that marks requests with {@link slotHeader} has
   * it among the slots. Default: none; what the SDK passes is never changed.
   */
  slots?: readonly string[] | undefined;
}

/**
 * A header by which an adapter knows its SDK's requests where no base URL tells: with the placeholder as
 * its value it marks a request as one to the API, and it is never sent.
 */
export const slotHeader = "x-valetkey";

const lower = (names: readonly string[] = []) => names.map((name) => name.toLowerCase());

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
  const slots = lower(options.slots);
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
    const source = keySource(auth.key ?? named("auth", () => undefined), "auth");
    const { signal } = context;
    try {
      const value = checkedValue(await waitFor((async () => source(context))(), signal), source) as string;
      issued.delete(value);
      issued.add(value);
      trim(issued, mostIssued);
      return value;
    } catch (error) {
      signal?.throwIfAborted();
      throw sourceError(nameOf(source), error);
    }
  }

  const open = (given: object) =>
    (given instanceof Headers && inPlace(given, slots, placeAt)) || copied(given, [], placeAt);

  return {
    placeholder,
    key,
    fetch: swappingFetch(auth, options, open, replaceable, auth.origins === "sdk" ? whereMarked : undefined),
  };
}
