import { buildHeaders, type Fields } from "../build-headers.ts";
import { address, each, json, number, onlyTrue, text } from "../fields.ts";

/** Statuses from one to another, both included. */
export interface HeliconeStatusRange {
  /** The first. */
  readonly from: number;
  /** The last. */
  readonly to: number;
}

/** Where Helicone turns if a provider fails. */
export interface HeliconeFallback {
  /** The provider's address. */
  readonly "target-url": string;
  /** The headers for it, its key among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** The statuses after which it is its turn. */
  readonly onCodes: readonly (number | HeliconeStatusRange)[];
  /** What becomes of the body. */
  readonly bodyKeyOverride?: Readonly<Record<string, string>>;
}

/** What can be told to Helicone about a request. */
export interface HeliconeHeaderOptions {
  /** Who asks. */
  userId?: string | undefined;
  /** One `Helicone-Property-…` each. */
  properties?: Readonly<Record<string, string>> | undefined;
  /** The session that the request belongs to. */
  sessionId?: string | undefined;
  /** Its place in the session, such as `"/parent/child"`. */
  sessionPath?: string | undefined;
  /** The session's name. */
  sessionName?: string | undefined;
  /** An id of your own: a UUID; Helicone would put a random one in place of anything else. */
  requestId?: string | undefined;
  /** The prompt's id. */
  promptId?: string | undefined;
  /** The prompt's version. */
  promptVersion?: string | undefined;
  /** Answer from the cache, and keep the answer there. */
  cacheEnabled?: boolean | undefined;
  /** How long it is kept, as in `Cache-Control`: `"max-age=3600"`. */
  cacheControl?: string | undefined;
  /** Keeps caches apart, for instance by user. */
  cacheSeed?: string | undefined;
  /** How many answers are kept for one request. */
  cacheBucketMaxSize?: number | undefined;
  /** Try again when the provider fails. */
  retryEnabled?: boolean | undefined;
  /** How often; Helicone's default is 5. */
  retryNum?: number | undefined;
  /** By how much the pause grows; Helicone's default is 2. */
  retryFactor?: number | undefined;
  /** The shortest pause, in ms; Helicone's default is 1000. */
  retryMinTimeout?: number | undefined;
  /** The longest pause, in ms; Helicone's default is 10000. */
  retryMaxTimeout?: number | undefined;
  /** Such as `"10;w=1000;u=cents;s=user"`: a quota per window in seconds, of a unit, by a segment. */
  rateLimitPolicy?: string | undefined;
  /** Other providers to turn to. */
  fallbacks?: readonly HeliconeFallback[] | undefined;
  /** Where the generic gateway forwards to. */
  targetURL?: string | undefined;
  /** Where the OpenAI proxy forwards to. */
  openaiApiBase?: string | undefined;
  /** The model by which the cost is counted. */
  modelOverride?: string | undefined;
  /** Keep the prompt out of the logs. */
  omitRequest?: boolean | undefined;
  /** Keep the answer out of the logs. */
  omitResponse?: boolean | undefined;
  /** Have prompts moderated. */
  moderationsEnabled?: boolean | undefined;
  /** Have prompts looked through for attacks. */
  llmSecurityEnabled?: boolean | undefined;
  /** The same, more thoroughly. */
  llmSecurityAdvanced?: boolean | undefined;
}

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
  fallbacks: json("Helicone-Fallbacks"),
  targetURL: address("Helicone-Target-URL"),
  openaiApiBase: address("Helicone-OpenAI-Api-Base"),
  modelOverride: text("Helicone-Model-Override"),
  omitRequest: onlyTrue("Helicone-Omit-Request"),
  omitResponse: onlyTrue("Helicone-Omit-Response"),
  moderationsEnabled: onlyTrue("Helicone-Moderations-Enabled"),
  llmSecurityEnabled: onlyTrue("Helicone-LLM-Security-Enabled"),
  llmSecurityAdvanced: onlyTrue("Helicone-LLM-Security-Advanced"),
};

/**
 * Helicone's headers, for `headers` of any auth or of one call.
 *
 * Source: https://docs.helicone.ai/helicone-headers/header-directory
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
