import { eachHeader } from "./header-values.ts";
import type { Scheme } from "./types.ts";

/** Where a key goes in a request. */
export interface Place {
  readonly name: string;
  readonly prefix: string;
}

/**
 * Where a scheme puts the key.
 *
 * @throws AuthError `headers_invalid` for a header that cannot be.
 */
export function placeOf(scheme: Scheme): Place {
  const { header = "", prefix = "" } =
    scheme === "bearer" ? { header: "authorization", prefix: "Bearer " } : scheme;
  eachHeader({ [header]: prefix }, "prefix", () => {});
  return { name: header.toLowerCase(), prefix };
}
