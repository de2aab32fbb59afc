import { type AnswerHeaders, present, readerOf } from "../answer-headers.ts";

/** What Portkey says about how it answered. What a gateway did not say is missing. */
export interface PortkeyResponse {
  /** The trace; the open-source gateway repeats yours and makes up none. */
  traceId?: string;
  /** The request's id. Hosted only. */
  requestId?: string;
  /** The slug of the provider that answered. */
  provider?: string;
  /** What the cache did. */
  cacheStatus?:
    | "HIT"
    | "SEMANTIC HIT"
    | "MISS"
    | "SEMANTIC MISS"
    | "REFRESH"
    | "DISABLED"
    | (string & Record<never, never>);
  /** How often it tried again before it succeeded: 0 if the first attempt did. Missing if all failed. */
  retries?: number;
  /** Did every retry fail, or were they skipped? */
  retriesFailed: boolean;
  /** The path in the config of the target that answered, such as `"config.targets[1]"`. */
  lastUsedOption?: string;
  /** Did the gateway itself fail, rather than a provider? Then nothing else is known. */
  gatewayFailed: boolean;
}

/**
 * Reads what Portkey returns in an answer's headers.
 *
 * Source: https://portkey.ai/docs/api-reference/response-schema
 *
 * @example
 * ```ts
 * import { portkeyResponse } from "@valetkey/providers";
 *
 * declare const response: Response; // of the openai SDK: (await client.chat.completions.create(…).withResponse()).response
 * const { provider, retries, lastUsedOption } = portkeyResponse(response.headers);
 * ```
 */
export function portkeyResponse(headers: AnswerHeaders): PortkeyResponse {
  const { text, number } = readerOf(headers, "x-portkey-");
  const retries = number("retry-attempt-count");
  return {
    ...present<Omit<PortkeyResponse, "retriesFailed" | "gatewayFailed">>({
      traceId: text("trace-id"),
      requestId: text("request-id"),
      provider: text("provider"),
      cacheStatus: text("cache-status"),
      retries: retries === -1 ? undefined : retries,
      lastUsedOption: text("last-used-option-index"),
    }),
    retriesFailed: retries === -1,
    gatewayFailed: text("gateway-exception") === "true",
  };
}
