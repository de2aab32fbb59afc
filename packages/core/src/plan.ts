import { AuthError } from "./auth-error.ts";
import { headerSources, placeOf } from "./header-sources.ts";
import { describeType, keySource } from "./key.ts";
import { originsOf } from "./origins.ts";
import type { SwapPlan } from "./swap.ts";
import type { Auth, Fetch } from "./types.ts";

/** What `authFetch` and `createValet` can be told besides the auth. */
export interface FetchOptions {
  /** The `fetch` inside. Default: `globalThis.fetch`, looked up for every request. */
  fetch?: Fetch | undefined;
}

/**
 * Checks an auth, now rather than at the first request.
 *
 * @throws AuthError naming the field and the fix.
 */
export function planOf(auth: Auth, { fetch }: FetchOptions): Omit<SwapPlan, "slots" | "replaceable"> {
  if (typeof auth !== "object" || auth === null) {
    throw new AuthError("auth_conflict", `auth is ${describeType(auth)}; pass an object such as { key, baseURL }.`);
  }
  const { key, headers, scheme, id, onEvent } = auth;
  if (id !== undefined && (typeof id !== "string" || id === "")) throw new TypeError("id has to be a text without secrets, one per tenant.");
  if (onEvent !== undefined && typeof onEvent !== "function") throw new TypeError("onEvent has to be a function.");
  if (fetch !== undefined && typeof fetch !== "function") throw new TypeError("fetch has to be a function.");
  return {
    key: key === undefined ? undefined : keySource(key, "key"),
    headers: headerSources(headers),
    place: scheme === undefined ? undefined : placeOf(scheme),
    origins: originsOf(auth),
    fetch,
    id,
    onEvent,
  };
}
