import { deriveAuth } from "../placeholder.ts";
import type { Auth } from "../types.ts";
import type { AuthOptions } from "./split-auth.ts";

/** Whose auth is inherited. */
export interface Heritage {
  /** What the user said. */
  readonly given: Auth;
  /** What it came to, with the key and the address that the SDK's options brought. */
  readonly auth: Auth;
}

/**
 * The auth of a client that is derived from another: what it does not say stays as it was, the placeholder
 * included. With another credential it is another tenant, who has neither the first one's key nor its `id`. The
 * origins stay, so that a derived `baseURL` takes no key along.
 *
 * @example
 * ```ts
 * import { inheritAuth } from "@valetkey/core/adapter";
 *
 * const given = { key: "key-1", headers: { "x-team": "search" }, id: "acme" };
 * const auth = { ...given, baseURL: "https://api.example.com" };
 * inheritAuth({ given, auth }, { key: "key-2" }, true); // the same headers, another placeholder
 * ```
 */
export function inheritAuth({ given, auth }: Heritage, own: AuthOptions, isAnother: boolean): Auth {
  const { origins = auth.origins ?? (auth.baseURL === undefined ? undefined : [auth.baseURL]) } = own;
  if (!isAnother) return deriveAuth(auth, { ...own, origins, baseURL: undefined });
  const { key: _key, id: _id, ...rest } = given;
  return { ...rest, ...own, origins };
}
