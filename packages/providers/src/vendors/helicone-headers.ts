import { buildHeaders, type Fields } from "../build-headers.ts";
import { address, each, json, number, onlyTrue, text } from "../fields.ts";
import type { HeliconeHeaderOptions } from "./helicone-header-options.ts";

const uuid = /^[\da-f]{8}-[\da-f]{4}-[1-5][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/i;

const fields: Fields<HeliconeHeaderOptions> = {
  userId: text("Helicone-User-Id"),
  properties: each("Helicone-Property-"),
  sessionId: text("Helicone-Session-Id"),
  sessionPath: text("Helicone-Session-Path"),
  sessionName: text("Helicone-Session-Name"),
  requestId: (value, { put, refuse }) =>
    put("Helicone-Request-Id", uuid.test(value) ? value : refuse("Helicone-Request-Id", "has to be a UUID")),
  promptId: text("Helicone-Prompt-Id"),
  promptVersion: text("Helicone-Prompt-Version"),
  promptMode: text("Helicone-Prompt-Mode"),
  promptFormat: text("Helicone-Prompt-Format"),
  promptName: text("Helicone-Prompt-Name"),
  cacheEnabled: onlyTrue("Helicone-Cache-Enabled"),
  cacheControl: text("Helicone-Cache-Control"),
  cacheSeed: text("Helicone-Cache-Seed"),
  cacheBucketMaxSize: number("Helicone-Cache-Bucket-Max-Size", { least: 1 }),
  retryEnabled: onlyTrue("Helicone-Retry-Enabled"),
  retryNum: number("helicone-retry-num"),
  retryFactor: number("helicone-retry-factor", { whole: false }),
  retryMinTimeout: number("helicone-retry-min-timeout"),
  retryMaxTimeout: number("helicone-retry-max-timeout"),
  rateLimitPolicy: text("Helicone-RateLimit-Policy"),
  fallbacks: json("Helicone-Fallbacks", { shape: "list" }),
  targetURL: address("Helicone-Target-URL"),
  openaiApiBase: address("Helicone-OpenAI-Api-Base"),
  modelOverride: text("Helicone-Model-Override"),
  omitRequest: onlyTrue("Helicone-Omit-Request"),
  omitResponse: onlyTrue("Helicone-Omit-Response"),
  moderationsEnabled: onlyTrue("Helicone-Moderations-Enabled"),
  llmSecurityEnabled: onlyTrue("Helicone-LLM-Security-Enabled"),
  llmSecurityAdvanced: onlyTrue("Helicone-LLM-Security-Advanced"),
  streamForceFormat: onlyTrue("Helicone-Stream-Force-Format"),
  streamUsage: onlyTrue("helicone-stream-usage"),
  increaseTimeout: onlyTrue("helicone-increase-timeout"),
  webhookEnabled: onlyTrue("Helicone-Webhook-Enabled"),
  posthogKey: text("Helicone-Posthog-Key"),
  posthogHost: text("Helicone-Posthog-Host"),
  nodeId: text("Helicone-Node-Id"),
  experimentId: text("Helicone-Experiment-Id"),
  experimentColumnId: text("Helicone-Experiment-Column-Id"),
  experimentRowIndex: number("Helicone-Experiment-Row-Index"),
};

/**
 * Helicone's headers, for `headers` of any auth or of one call.
 *
 * Sources: https://docs.helicone.ai/helicone-headers/header-directory,
 * https://github.com/Helicone/helicone/blob/main/worker/src/lib/models/HeliconeHeaders.ts
 *
 * @throws AuthError `headers_invalid` for what cannot be sent; TypeError for an option that there is not.
 * @example
 * ```ts
 * import { heliconeHeaders } from "@valetkey/providers";
 *
 * const headers = heliconeHeaders({ userId: "user-1", properties: { Team: "search" }, cacheEnabled: true });
 * ```
 */
export const heliconeHeaders = (options: HeliconeHeaderOptions): Record<string, string> =>
  buildHeaders("heliconeHeaders()", fields, options);
