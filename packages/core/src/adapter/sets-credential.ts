import { credentialName, eachPair } from "../header-values.ts";
import { type Kind, kind } from "../kind.ts";
import type { HeaderInput } from "../types.ts";

/**
 * Do these headers carry a credential, as far as one can tell without asking a source? They do with a header
 * such as `authorization` or `x-api-key` among static ones, and with `bearer`, `header` or `basic` of these
 * names. Then no key from the environment belongs beside it.
 *
 * @example
 * ```ts
 * import { bearer, env } from "@valetkey/core";
 * import { setsCredential } from "@valetkey/core/adapter";
 *
 * setsCredential(bearer(env("GATEWAY_TOKEN"))); // true
 * setsCredential({ "x-team": "search" }); // false
 * ```
 */
export function setsCredential(headers: HeaderInput | undefined): boolean {
  if (headers === undefined) return false;
  if (typeof headers === "function")
    return ((headers as Kind)[kind] ?? "").split(" ").some((word) => credentialName.test(word));
  if (Array.isArray(headers) && typeof headers[0]?.[0] !== "string") {
    return headers.some((each: HeaderInput) => setsCredential(each));
  }
  let found = false;
  eachPair(headers, (name) => {
    found ||= credentialName.test(name);
  });
  return found;
}
