import { isAuthError } from "@valetkey/ai-sdk";
import { APICallError } from "ai";
import type { Failure } from "../shared/failure.ts";

/**
 * What the browser is told of an error. Nothing of what a service said is in it. A refused key that could not be
 * renewed (`isRenewalFailing`) reaches us as the provider's own 401: a request is never lost for a key's sake.
 */
export function explain(error: unknown, isRenewalFailing: boolean): Failure {
  if (!APICallError.isInstance(error)) return { code: "unknown" };
  const { cause, statusCode, responseHeaders } = error;
  if (isAuthError(cause)) {
    const retryAfter = cause.retryAfter === undefined ? undefined : Math.ceil(cause.retryAfter / 1000);
    if (cause.retryable) return { code: "key_source_down", retryAfter };
    return { code: cause.cause === undefined ? "key_missing" : "key_source_refused" };
  }
  // The answer had begun, and broke off.
  if (statusCode !== undefined && statusCode < 400) return { code: "interrupted" };
  if (statusCode === undefined || statusCode >= 500) return { code: "provider_down" };
  if (statusCode === 401 && isRenewalFailing) return { code: "key_source_down" };
  if (statusCode === 401 || statusCode === 403) return { code: "key_refused" };
  if (statusCode === 404) return { code: "model_missing" };
  if (statusCode === 413) return { code: "too_long" };
  if (statusCode === 429)
    return { code: "rate_limited", retryAfter: secondsOf(responseHeaders?.["retry-after"]) };
  return { code: "unknown" };
}

/** `Retry-After`: seconds, or a date. */
function secondsOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const seconds = Number(header);
  const wait = Number.isNaN(seconds) ? (Date.parse(header) - Date.now()) / 1000 : seconds;
  return Number.isNaN(wait) ? undefined : Math.max(0, Math.ceil(wait));
}
