import type { Auth } from "@valetkey/core";
import type { Rest } from "@valetkey/core/adapter";
import { arm } from "./arm.ts";
import type { Fields } from "./fields.ts";

/** Which of two types holds, by whether the class that the fields are for could be inferred. */
type Inferred<O, Yes, No> = [O] extends [never] ? No : [NonNullable<O>] extends [object] ? Yes : No;

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
  fields?: Inferred<O, NoInfer<Rest<NonNullable<O>>>, P>,
): Inferred<O, NonNullable<O>, P & { apiKey: string }> {
  const armed = arm(auth, { ...(fields as Fields | undefined) });
  return armed as Inferred<O, NonNullable<O>, P & { apiKey: string }>;
}
