import type { Auth } from "@valetkey/core";
import type { FromAuth, Rest } from "@valetkey/core/adapter";
import { arm } from "./arm.ts";
import type { Settings } from "./settings.ts";

/**
 * The settings for a provider factory of the AI SDK, with an auth in them: a placeholder as `apiKey`, and a
 * `fetch` that swaps it for the key of each request. It suits every factory that takes both: those of
 * `@ai-sdk/*`, and most of other people's. A `fetch` among the settings is the one inside; a key function or a
 * token provider among them is adopted as the key.
 *
 * @throws AuthError `auth_conflict` for two credentials; `key_invalid` for what cannot be a key;
 * `origin_refused` for an address without https that `origins` does not name.
 * @example
 * ```ts
 * import { createGroq } from "@ai-sdk/groq";
 * import { cached, withAuth } from "@valetkey/ai-sdk";
 *
 * declare function exchange(): Promise<{ value: string; expiresIn: number }>;
 *
 * const groq = createGroq(withAuth({ key: cached(exchange), headers: () => ({ "x-trace-id": crypto.randomUUID() }) }));
 * const model = groq("llama-3.3-70b-versatile");
 * ```
 */
export function withAuth<O = never, P extends object = object, A extends Auth = Auth>(
  auth: A,
  settings?: [O] extends [never] ? P : NoInfer<Rest<NonNullable<O>>>,
): [O] extends [never] ? P & FromAuth<A> : NonNullable<O> {
  const armed = arm(auth, { ...(settings as Settings | undefined) });
  return armed as [O] extends [never] ? P & FromAuth<A> : NonNullable<O>;
}
