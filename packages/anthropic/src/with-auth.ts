import type { Auth } from "@valetkey/core";
import type { FromAuth, Rest } from "@valetkey/core/adapter";
import { arm } from "./arm.ts";
import type { SdkOptions } from "./sdk-options.ts";

/**
 * The options for `new Anthropic(…)` of the official SDK, or for the clients of its companions for Bedrock and
 * Vertex, with an auth in them: a placeholder where the class reads its key, and a `fetch` that swaps it for
 * the key of each request. A `fetch` among `options` is the one inside. An `apiKey` or an `authToken` among
 * them is adopted as the key.
 *
 * @throws AuthError `auth_conflict` for two credentials; `key_invalid` for what cannot be a key;
 * `origin_refused` for an address without https that `origins` does not name.
 * @example
 * ```ts
 * import Official from "@anthropic-ai/sdk";
 * import { cached, withAuth } from "@valetkey/anthropic";
 *
 * declare function exchange(): Promise<{ value: string; expiresIn: number }>;
 *
 * const client = new Official(withAuth({ key: cached(exchange) }, { timeout: 30_000 }));
 * ```
 */
export function withAuth<O = never, P extends object = object, A extends Auth = Auth>(
  auth: A,
  options?: [O] extends [never]
    ? P
    : NoInfer<Rest<NonNullable<O>, "apiKey" | "baseURL" | "awsAccessKey" | "awsSecretKey">>,
): [O] extends [never] ? P & FromAuth<A> : NonNullable<O> {
  const { options: armed } = arm(auth, { ...(options as SdkOptions | undefined) });
  return armed as [O] extends [never] ? P & FromAuth<A> : NonNullable<O>;
}
