import { AuthError } from "../auth-error.ts";

/** Ways to authenticate, by the names under which the user knows them. What is missing or `null` is none. */
export type Candidates = Readonly<Record<string, unknown>>;

/**
 * The name of the one credential that is given; `undefined` if none is.
 *
 * @throws AuthError `auth_conflict`, naming both, if there are two.
 * @example
 * ```ts
 * import { oneCredential } from "@valetkey/core/adapter";
 *
 * const options: { apiKey?: string } = {};
 * const name = oneCredential({ key: () => "key-1", apiKey: options.apiKey }); // "key"
 * ```
 */
export function oneCredential(candidates: Candidates): string | undefined {
  const [name, another] = Object.keys(candidates).filter((each) => (candidates[each] ?? null) !== null);
  if (another === undefined) return name;
  throw new AuthError("auth_conflict", `${name} and ${another} exclude each other; remove one.`);
}
