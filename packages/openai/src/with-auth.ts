import type { Auth } from "@valetkey/core";
import type { FromAuth, Rest } from "@valetkey/core/adapter";
import { arm } from "./arm.ts";
import type { SdkOptions } from "./sdk-options.ts";

/**
 * The options for `new OpenAI(…)`, `new AzureOpenAI(…)` or another class of the openai SDK, with an auth in
 * them: a placeholder as `apiKey`, and a `fetch` that swaps it for the key of each request. A `fetch` among
 * `options` is the one inside. A key function or a token provider among them is adopted as the key.
 *
 * @throws AuthError `auth_conflict` for two credentials; `key_invalid` for what cannot be a key;
 * `origin_refused` for an address without https that `origins` does not name.
 * @example
 * ```ts
 * import { cached, withAuth } from "@valetkey/openai";
 * import OpenAI, { AzureOpenAI } from "openai";
 *
 * declare function exchange(): Promise<{ value: string; expiresIn: number }>;
 * const key = cached(exchange);
 *
 * const openai = new OpenAI(withAuth({ key }, { timeout: 30_000 }));
 * const azure = new AzureOpenAI(
 *   withAuth({ key, scheme: "bearer" }, { endpoint: "https://example.openai.azure.com", apiVersion: "2025-04-01-preview" }),
 * );
 * ```
 */
export function withAuth<O = never, P extends object = object, A extends Auth = Auth>(
  auth: A,
  options?: [O] extends [never] ? P : NoInfer<Rest<NonNullable<O>>>,
): [O] extends [never] ? P & FromAuth<A> : NonNullable<O> {
  const { options: armed } = arm(auth, { ...(options as SdkOptions | undefined) });
  return armed as [O] extends [never] ? P & FromAuth<A> : NonNullable<O>;
}
