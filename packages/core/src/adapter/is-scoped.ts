import { type Kind, kind } from "../kind.ts";
import type { Auth } from "../types.ts";

/**
 * Does what an auth brings depend on who asks? It does with `scoped()` in its key or among its headers, also
 * inside a combinator. Then nothing that answers one tenant may be kept for another.
 *
 * @example
 * ```ts
 * import { scoped } from "@valetkey/core";
 * import { isScoped } from "@valetkey/core/adapter";
 *
 * declare function tenant(): string | undefined;
 *
 * isScoped({ key: scoped(tenant, (name) => `key-of-${name}`) }); // true
 * isScoped({ key: tenant }); // false: of a plain function nobody can tell
 * ```
 */
export function isScoped({ key, headers }: Pick<Auth, "key" | "headers">): boolean {
  const sources: unknown[] = [key, ...(Array.isArray(headers) ? headers : [headers])];
  return sources.some(
    (source) => typeof source === "function" && (source as Kind)[kind]?.split(" ")[0]?.includes("scoped"),
  );
}
