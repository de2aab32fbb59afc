import { placeOf } from "./place.ts";
import { copied } from "./request-headers.ts";
import { type FetchOptions, swappingFetch } from "./swap.ts";
import type { Auth, Fetch } from "./types.ts";

/**
 * A `fetch` for code without an SDK. It adds the key (as `Authorization: Bearer …`, or as `scheme` says)
 * and the headers, waits for both no longer than the request's signal allows, and asks for another key
 * and sends once more when the server refuses one. A credential that the caller set itself wins. Neither
 * goes to any origin but `auth.origins`, or that of `auth.baseURL`; a redirect elsewhere is followed without.
 *
 * A `Request` is accepted; one with a body is not sent a second time.
 *
 * @throws AuthError when it is made: `origin_refused` if nobody said where the key may go, `key_invalid`
 * and `headers_invalid` for what cannot be sent. When it is called: `origin_refused` before anything is
 * sent, `key_unavailable`, `source_timeout`, or what the `fetch` inside throws.
 * @example
 * ```ts
 * import { authFetch, cached } from "@valetkey/core";
 *
 * declare function exchange(): Promise<{ value: string; expiresIn: number }>;
 *
 * const send = authFetch({ key: cached(exchange), baseURL: "https://api.openai.com/v1" });
 * const response = await send("https://api.openai.com/v1/models");
 * ```
 */
export function authFetch(auth: Auth, options: FetchOptions = {}): Fetch {
  const place = placeOf(auth.scheme ?? "bearer");
  return swappingFetch(auth, options, (given) => copied(given, [place]));
}
