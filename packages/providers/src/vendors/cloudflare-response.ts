import { type AnswerHeaders, present, readerOf } from "../answer-headers.ts";

/** What Cloudflare's AI Gateway says about how it answered. What it did not say is missing. */
export interface CloudflareResponse {
  /** Did the answer come from the cache? */
  cacheStatus?: "HIT" | "MISS" | (string & Record<never, never>);
  /** The id in the logs. */
  logId?: string;
  /** The request's id. */
  requestId?: string;
  /** Yours, if you sent one. */
  eventId?: string;
  /** The run's id. */
  runId?: string;
  /** Which of the providers answered: 0 is the first, above it a fallback. */
  step?: number;
  /** What Data Loss Prevention found, parsed. */
  dlp?: unknown;
}

/**
 * Reads what Cloudflare's AI Gateway returns in an answer's headers.
 *
 * Source: https://developers.cloudflare.com/ai-gateway/glossary/
 *
 * @example
 * ```ts
 * import { cloudflareResponse } from "@valetkey/providers";
 *
 * declare const response: Response; // of the openai SDK: (await client.chat.completions.create(…).withResponse()).response
 * const { cacheStatus, logId } = cloudflareResponse(response.headers);
 * ```
 */
export function cloudflareResponse(headers: AnswerHeaders): CloudflareResponse {
  const { text, number, json } = readerOf(headers, "cf-aig-");
  return present<CloudflareResponse>({
    cacheStatus: text("cache-status"),
    logId: text("log-id"),
    requestId: text("request-id"),
    eventId: text("event-id"),
    runId: text("run-id"),
    step: number("step"),
    dlp: json("dlp"),
  });
}
