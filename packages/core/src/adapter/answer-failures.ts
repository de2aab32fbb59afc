import { isAuthError } from "../auth-error.ts";
import type { Fetch } from "../types.ts";

/**
 * Answers what no retry can cure as a service would: with a 401 that forbids retries. So the SDK raises its
 * own authentication error, once and at once, with the code and the text of the `AuthError`. What may be over
 * at the next try is thrown, as a broken connection is, and the SDK's own back-off applies.
 *
 * It is for SDKs that heed `x-should-retry` and read `error.code`: openai's and Anthropic's, and what is built
 * on them.
 *
 * @example
 * ```ts
 * import { createValet, env } from "@valetkey/core";
 * import { answerFailures } from "@valetkey/core/adapter";
 *
 * const baseURL = "https://api.example.com/v1";
 * const valet = createValet({ key: env("EXAMPLE_API_KEY"), baseURL });
 * const send = answerFailures(valet.fetch);
 * ```
 */
export function answerFailures(fetch: Fetch): Fetch {
  return (input, init) => fetch(input, init).catch(answer);
}

function answer(error: unknown): Response {
  if (!isAuthError(error) || error.retryable) throw error;
  const { message, code } = error;
  const body = { type: "error", error: { type: "authentication_error", code, message } };
  const headers = { "content-type": "application/json", "x-should-retry": "false" };
  return new Response(JSON.stringify(body), { status: 401, headers });
}
