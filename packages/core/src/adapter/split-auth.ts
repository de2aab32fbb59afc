import type { Auth } from "../types.ts";

/** What a drop-in takes besides its SDK's own options, of which `baseURL` is one. */
export type AuthOptions = Omit<Auth, "baseURL">;

const names: readonly string[] = [
  "key",
  "headers",
  "scheme",
  "origins",
  "id",
  "native",
  "onEvent",
] satisfies (keyof AuthOptions)[];

/**
 * Tells the fields of an auth from the options of the SDK, where a drop-in takes both in one object.
 *
 * @example
 * ```ts
 * import { splitAuth } from "@valetkey/core/adapter";
 *
 * const [auth, options] = splitAuth({ key: () => "key-1", timeout: 30_000 });
 * ```
 */
export function splitAuth<O extends object>(options: object): [auth: AuthOptions, rest: O] {
  const entries = Object.entries(options);
  return [
    Object.fromEntries(entries.filter(([name]) => names.includes(name))),
    Object.fromEntries(entries.filter(([name]) => !names.includes(name))) as O,
  ];
}
