import { AuthError } from "./auth-error.ts";
import { withoutScheme } from "./header-values.ts";
import { askKey, type Slot } from "./injection.ts";
import { placeholderOf, prefixOf } from "./placeholder.ts";
import type { PlainHeaders } from "./plain-headers.ts";
import { type FetchOptions, planOf } from "./plan.ts";
import { swappingFetch } from "./swap.ts";
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

/** How many keys handed out are recognised. */
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
  const plan = planOf(auth, options);
  const placeholder = placeholderOf(auth);
  /** The keys handed out, the latest last. */
  const issued = new Set<string>();

  function slotIn(name: string, value: string): Slot | undefined {
    const prefix = prefixOf(value, placeholder);
    if (prefix !== undefined) return { name, prefix };
    const key = issued.size > 0 ? withoutScheme(value) : "";
    return issued.has(key) ? { name, prefix: value.slice(0, value.length - key.length), key } : undefined;
  }

  function slots(headers: PlainHeaders): readonly Slot[] | undefined {
    let found: Slot[] | undefined;
    headers.forEach((value, name) => {
      const slot = slotIn(name, value);
      if (slot) (found ??= []).push(slot);
    });
    return found;
  }

  async function key(context: SourceContext = {}): Promise<string> {
    if (!plan.key) throw new AuthError("key_unavailable", "This auth has no key, only headers.");
    const value = await askKey(plan.key, context, context.signal);
    issued.delete(value);
    issued.add(value);
    for (const oldest of issued) {
      if (issued.size <= mostIssued) break;
      issued.delete(oldest);
    }
    return value;
  }

  const replaceable = new Set((options.replaceable ?? []).map((name) => name.toLowerCase()));
  return { placeholder, key, fetch: swappingFetch({ ...plan, replaceable, slots }) };
}
