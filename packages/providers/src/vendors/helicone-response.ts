import { type AnswerHeaders, present, readerOf } from "../answer-headers.ts";

/** What Helicone says about how it answered. What it did not say is missing. */
export interface HeliconeResponse {
  /** The request's id: yours, if it is a UUID. */
  id?: string;
  /** Did the answer come from the cache? */
  cacheStatus?: "HIT" | "MISS" | (string & Record<never, never>);
  /** Which of several answers in the cache it is, counted from 0. */
  cacheBucketIndex?: number;
  /** Which of the fallbacks answered, counted from 0. */
  fallbackIndex?: number;
  /** How much the limit allows in a window. */
  rateLimit?: number;
  /** How much of it is left. */
  rateLimitRemaining?: number;
  /** The policy behind it. */
  rateLimitPolicy?: string;
}

/**
 * Reads what Helicone returns in an answer's headers.
 *
 * Source: https://docs.helicone.ai/helicone-headers/header-directory
 *
 * @example
 * ```ts
 * import { heliconeResponse } from "@valetkey/providers";
 *
 * declare const response: Response; // of the openai SDK: (await client.chat.completions.create(…).withResponse()).response
 * const { id, cacheStatus } = heliconeResponse(response.headers);
 * ```
 */
export function heliconeResponse(headers: AnswerHeaders): HeliconeResponse {
  const { text, number } = readerOf(headers, "helicone-");
  return present<HeliconeResponse>({
    id: text("id"),
    cacheStatus: text("cache"),
    cacheBucketIndex: number("cache-bucket-idx"),
    fallbackIndex: number("fallback-index"),
    rateLimit: number("ratelimit-limit"),
    rateLimitRemaining: number("ratelimit-remaining"),
    rateLimitPolicy: text("ratelimit-policy"),
  });
}
