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
export function portkeyResponse(
  headers: Headers | Readonly<Record<string, string | undefined>>,
): PortkeyResponse {
  const all =
    headers instanceof Headers ? headers : new Headers(Object.entries(headers).map(([k, v]) => [k, v ?? ""]));
  const read = (name: string): string | undefined => all.get(`x-portkey-${name}`)?.trim() || undefined;
  const count = read("retry-attempt-count");
  const retries = count === undefined || count === "-1" ? undefined : Number(count);
  const texts = {
    traceId: read("trace-id"),
    requestId: read("request-id"),
    provider: read("provider"),
    cacheStatus: read("cache-status"),
    retries: Number.isNaN(retries) ? undefined : retries,
    lastUsedOption: read("last-used-option-index"),
  };
  return {
    ...(Object.fromEntries(
      Object.entries(texts).filter(([, value]) => value !== undefined),
    ) as Partial<PortkeyResponse>),
    retriesFailed: count === "-1",
    gatewayFailed: read("gateway-exception") === "true",
  };
}
