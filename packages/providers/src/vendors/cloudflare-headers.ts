import { buildHeaders, type Fields } from "../build-headers.ts";
import { flag, json, number, oneOf, onlyTrue, text } from "../fields.ts";

/** What a token costs, in US dollars. */
export interface CloudflareCost {
  /** One that is sent. */
  readonly per_token_in?: number;
  /** One that is answered. */
  readonly per_token_out?: number;
}

/** What can be asked of Cloudflare's AI Gateway for a request. */
export interface CloudflareHeaderOptions {
  /** The gateway's name, for the REST address. Default there: the account's default gateway. */
  gatewayId?: string | undefined;
  /** How long an answer is cached, in seconds: 60 to a month. */
  cacheTtl?: number | undefined;
  /** Neither read from the cache nor write into it. */
  skipCache?: boolean | undefined;
  /** The key in the cache, in place of one made from the request. */
  cacheKey?: string | undefined;
  /** Up to five values for the logs; the gateway would drop the others without a word. */
  metadata?: Readonly<Record<string, string | number | boolean>> | undefined;
  /** `false`: nothing of the request goes into the logs. */
  collectLog?: boolean | undefined;
  /** `false`: prompts and answers stay out of the logs. */
  collectLogPayload?: boolean | undefined;
  /** What a token costs, for models whose price the gateway does not know. */
  customCost?: CloudflareCost | undefined;
  /** How long the first byte of an answer may take, in ms. */
  requestTimeout?: number | undefined;
  /** How often it tries, 1 to 5. */
  maxAttempts?: number | undefined;
  /** How long it waits in between, in ms, at most 5000. */
  retryDelay?: number | undefined;
  /** How that grows. */
  backoff?: "constant" | "linear" | "exponential" | undefined;
  /** The name of the provider's key, if it is stored with the gateway. */
  byokAlias?: string | undefined;
  /** Never use Cloudflare's own account with the provider. */
  noWholesale?: boolean | undefined;
  /** Zero data retention, where the provider offers it. */
  zdr?: boolean | undefined;
  /** An id of your own for the request. */
  eventId?: string | undefined;
}

const fields: Fields<CloudflareHeaderOptions> = {
  gatewayId: text("cf-aig-gateway-id"),
  cacheTtl: number("cf-aig-cache-ttl", { least: 60, most: 31 * 24 * 3600 }),
  skipCache: onlyTrue("cf-aig-skip-cache"),
  cacheKey: text("cf-aig-cache-key"),
  metadata: (value, sink) => {
    if (Object.keys(value).length > 5) sink.refuse("cf-aig-metadata", "has more than 5 entries");
    const isPlain = (each: unknown) => /^(string|number|boolean)$/.test(typeof each);
    json("cf-aig-metadata", { each: [isPlain, "a text, a number, true or false"] })(value, sink);
  },
  collectLog: flag("cf-aig-collect-log"),
  collectLogPayload: flag("cf-aig-collect-log-payload"),
  customCost: json("cf-aig-custom-cost", {
    each: [(each) => typeof each === "number" && each >= 0, "a number, 0 or more"],
  }),
  requestTimeout: number("cf-aig-request-timeout"),
  maxAttempts: number("cf-aig-max-attempts", { least: 1, most: 5 }),
  retryDelay: number("cf-aig-retry-delay", { most: 5000 }),
  backoff: oneOf("cf-aig-backoff", ["constant", "linear", "exponential"]),
  byokAlias: text("cf-aig-byok-alias"),
  noWholesale: onlyTrue("cf-aig-no-wholesale"),
  zdr: flag("cf-aig-zdr"),
  eventId: text("cf-aig-event-id"),
};

/**
 * The headers of Cloudflare's AI Gateway, for `headers` of any auth or of one call.
 *
 * Source: https://developers.cloudflare.com/ai-gateway/glossary/
 *
 * @throws AuthError `headers_invalid` for what cannot be sent; TypeError for an option that there is not.
 * @example
 * ```ts
 * import { cloudflareHeaders } from "@valetkey/providers";
 *
 * const headers = cloudflareHeaders({ cacheTtl: 3600, metadata: { team: "search", paid: true } });
 * // { "cf-aig-cache-ttl": "3600", "cf-aig-metadata": '{"team":"search","paid":true}' }
 * ```
 */
export const cloudflareHeaders = (options: CloudflareHeaderOptions): Record<string, string> =>
  cloudflareHeadersFor("cloudflareHeaders()", options);

/** The same, for the preset, in whose name errors speak then. */
export const cloudflareHeadersFor = (
  owner: string,
  options: CloudflareHeaderOptions,
): Record<string, string> => buildHeaders(owner, fields, options);
