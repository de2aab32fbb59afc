import type { Auth } from "@valetkey/core";
import type { FromAuth, Rest } from "@valetkey/core/adapter";
import { arm } from "./arm.ts";
import type { Fields } from "./fields.ts";

/**
 * The fields for a class of LangChain, with an auth in them: a placeholder as `apiKey`, and a `fetch` that swaps
 * it for the key of each request, in every field where one of the classes takes a `fetch`. A `fetch` among the
 * fields is the one inside. A key, a key function or a token provider among them is adopted as the key.
 *
 * @throws AuthError `auth_conflict` for two credentials, and for `cache` beside `scoped()`; `key_invalid` for
 * what cannot be a key; `origin_refused` for an address without https that `origins` does not name.
 * @throws TypeError for a `maxConcurrency` below 1.
 * @example
 * ```ts
 * import { ChatAnthropic } from "@langchain/anthropic";
 * import { ChatOpenAI } from "@langchain/openai";
 * import { cached, withAuth } from "@valetkey/langchain";
 *
 * declare function exchange(): Promise<{ value: string; expiresIn: number }>;
 * const key = cached(exchange);
 *
 * const gpt = new ChatOpenAI(withAuth({ key }, { model: "gpt-5" }));
 * const claude = new ChatAnthropic(withAuth({ key }, { model: "claude-opus-4-8" }));
 * ```
 */
export function withAuth<O = never, P extends object = object, A extends Auth = Auth>(
  auth: A,
  // A constructor with overloads makes O the type of its first parameter, be it a string: that tells nothing.
  fields?: [O] extends [never] ? P : [NonNullable<O>] extends [object] ? NoInfer<Rest<NonNullable<O>>> : P,
): [O] extends [never]
  ? P & FromAuth<Pick<Auth, "key">>
  : [NonNullable<O>] extends [object]
    ? NonNullable<O>
    : P & FromAuth<Pick<Auth, "key">> {
  return arm(auth, { ...(fields as Fields | undefined) }) as ReturnType<typeof withAuth<O, P, A>>;
}
