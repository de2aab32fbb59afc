import { parsed } from "./parsed.ts";
import { type PayiResult, payiResult } from "./payi-result.ts";

/** What Pay-i may complain of; the codes are stable, the messages are not. */
export type PayiErrorCode =
  | "limit_reached"
  | "invalid_api_key"
  | "unexpected_error"
  | "provider_error"
  | "request_processing_error"
  | "header_is_missing"
  | "invalid_tags"
  | "invalid_provider_host"
  | "invalid_provider_uri"
  | "invalid_provider_ssl_certificate"
  | "required_field_missing"
  | "use_case_not_found"
  | "use_case_instance_not_found"
  | "invalid_use_case_name"
  | "invalid_user_id"
  | "invalid_json"
  | "category_not_found"
  | "category_resource_not_found"
  | "invalid_limit_id"
  | "invalid_limit_ids"
  | "duplicate_limit_id"
  | "invalid_ingest_event_timestamp"
  | "blocking_limit_not_allowed"
  | (string & Record<never, never>);

/** What Pay-i's proxy refused, and why. */
export interface PayiError {
  /** `"limit_reached"` is the one to look for: a limit blocked the request (HTTP 400). */
  code: PayiErrorCode;
  /** Pay-i's own words. */
  message?: string;
  /** The limits that blocked the request. */
  blockedLimitIds: readonly string[];
  /** The rest of what Pay-i says, without costs. */
  result?: PayiResult;
}

type Fields = Record<string, unknown>;

/** Where SDKs keep the body of an error, and other errors: openai's and Anthropic's in `error`, the AI SDK's in `responseBody`. */
const places = ["error", "responseBody", "body", "data", "cause", "lastError"];

/**
 * What Pay-i's proxy complained of, in the error that an SDK threw, or in the body of an answer; `undefined` if it is
 * an error of somebody else. The openai SDK may drop what Pay-i says unless `payiFetch()` is its `fetch`.
 *
 * Source: https://docs.pay-i.com/docs/error-code-strings
 *
 * @example
 * ```ts
 * import { withAuth } from "@valetkey/openai";
 * import { env } from "@valetkey/core";
 * import { payi, payiError, payiFetch } from "@valetkey/providers";
 * import OpenAI from "openai";
 *
 * const auth = payi({ route: "openai", key: env("OPENAI_API_KEY"), limitIds: ["monthly_budget"] });
 * const client = new OpenAI(withAuth(auth, { fetch: payiFetch() }));
 * try {
 *   await client.responses.create({ model: "gpt-5-mini", input: "Hello" });
 * } catch (error) {
 *   const refusal = payiError(error);
 *   if (refusal?.code !== "limit_reached") throw error;
 *   console.log("No budget left in", refusal.blockedLimitIds);
 * }
 * ```
 */
export function payiError(error: unknown): PayiError | undefined {
  return errorIn(error, 6);
}

function errorIn(value: unknown, depth: number): PayiError | undefined {
  const holder = typeof value === "string" ? parsed(value) : value;
  if (typeof holder !== "object" || holder === null || depth === 0) return undefined;
  const { xproxy_error: own } = holder as Fields;
  if (typeof own === "object" && own !== null && typeof (own as Fields).code === "string") {
    const { code, message } = own as { code: string; message?: unknown };
    const result = payiResult(holder);
    return {
      code,
      ...(typeof message === "string" && { message }),
      ...(result && { result }),
      blockedLimitIds: result?.blocked_limit_ids ?? [],
    };
  }
  for (const place of places) {
    const found = errorIn((holder as Fields)[place], depth - 1);
    if (found) return found;
  }
  return undefined;
}
