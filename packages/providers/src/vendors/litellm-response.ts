import { type AnswerHeaders, present, readerOf } from "../answer-headers.ts";

/** What a LiteLLM proxy says about how it answered. What it did not say is missing. */
export interface LiteLLMResponse {
  /** The call's id in the logs. */
  callId?: string;
  /** The deployment that answered. */
  modelId?: string;
  /** Its address. */
  modelApiBase?: string;
  /** The group of models that was asked for. */
  modelGroup?: string;
  /** The proxy's version. */
  version?: string;
  /** What the answer cost, in US dollars. */
  responseCost?: number;
  /** What the key has spent, in US dollars. */
  keySpend?: number;
  /** How long it took in all, in ms. */
  responseDuration?: number;
  /** How long of it the proxy took, in ms. */
  overheadDuration?: number;
  /** How often it tried again. */
  attemptedRetries?: number;
  /** How many fallbacks it tried. */
  attemptedFallbacks?: number;
  /** How many it would have tried. */
  maxFallbacks?: number;
}

/**
 * Reads what a LiteLLM proxy returns in an answer's headers.
 *
 * Source: https://docs.litellm.ai/docs/proxy/response_headers
 *
 * @example
 * ```ts
 * import { litellmResponse } from "@valetkey/providers";
 *
 * declare const response: Response; // of the openai SDK: (await client.chat.completions.create(…).withResponse()).response
 * const { responseCost, attemptedFallbacks } = litellmResponse(response.headers);
 * ```
 */
export function litellmResponse(headers: AnswerHeaders): LiteLLMResponse {
  const { text, number } = readerOf(headers, "x-litellm-");
  return present<LiteLLMResponse>({
    callId: text("call-id"),
    modelId: text("model-id"),
    modelApiBase: text("model-api-base"),
    modelGroup: text("model-group"),
    version: text("version"),
    responseCost: number("response-cost"),
    keySpend: number("key-spend"),
    responseDuration: number("response-duration-ms"),
    overheadDuration: number("overhead-duration-ms"),
    attemptedRetries: number("attempted-retries"),
    attemptedFallbacks: number("attempted-fallbacks"),
    maxFallbacks: number("max-fallbacks"),
  });
}
