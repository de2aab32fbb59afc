import { buildHeaders, type Fields } from "../build-headers.ts";
import { json, list, number, onlyTrue, text } from "../fields.ts";
import { type Preset, type PresetOptions, preset } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";
import { optional, optionsOf } from "../setting.ts";

/** What can be asked of a LiteLLM proxy for a request. */
export interface LiteLLMHeaderOptions {
  /** Tags for spend and routing. Sent as `x-litellm-tags`. */
  tags?: readonly string[] | undefined;
  /** Whose spend it is. Goes over `endUserId` and the body's `user`. Sent as `x-litellm-customer-id`. */
  customerId?: string | undefined;
  /** The same under its other name. Sent as `x-litellm-end-user-id`. */
  endUserId?: string | undefined;
  /** What goes into the spend logs, as JSON. Sent as `x-litellm-spend-logs-metadata`. */
  spendLogsMetadata?: Readonly<Record<string, unknown>> | undefined;
  /** How long the provider may take, in seconds. Sent as `x-litellm-timeout`. */
  timeout?: number | undefined;
  /** How long a stream may take, in seconds. Sent as `x-litellm-stream-timeout`. */
  streamTimeout?: number | undefined;
  /** How often the proxy tries again. Sent as `x-litellm-num-retries`. */
  numRetries?: number | undefined;
  /** Keep messages out of the logs. Sent as `x-litellm-enable-message-redaction`. */
  enableMessageRedaction?: boolean | undefined;
  /** Callbacks that are not called for this request (enterprise). Sent as `x-litellm-disable-callbacks`. */
  disableCallbacks?: readonly string[] | undefined;
  /** The session that the request belongs to, which becomes its trace. Sent as `x-litellm-session-id`. */
  sessionId?: string | undefined;
  /** The trace that the request belongs to. Sent as `x-litellm-trace-id`. */
  traceId?: string | undefined;
  /** The proxy's MCP servers whose tools are offered; it never adds to what the key may use. Sent as `x-mcp-servers`. */
  mcpServers?: readonly string[] | undefined;
  /** The same by groups of servers. Sent as `x-mcp-access-groups`. */
  mcpAccessGroups?: readonly string[] | undefined;
  /** The credential that the proxy hands to the MCP servers. Sent as `x-mcp-auth`. */
  mcpAuth?: string | undefined;
}

/** @internal */
export const litellmInfo: PresetInfo = {
  name: "litellm",
  service: "LiteLLM proxy",
  baseURL: "http://localhost:4000",
  keyVariables: ["LITELLM_PROXY_API_KEY"],
  variables: ["LITELLM_PROXY_API_BASE"],
  keyHeader: "Authorization: Bearer",
  source: "https://docs.litellm.ai/docs/proxy/request_headers",
};

const fields: Fields<LiteLLMHeaderOptions> = {
  tags: list("x-litellm-tags"),
  customerId: text("x-litellm-customer-id"),
  endUserId: text("x-litellm-end-user-id"),
  spendLogsMetadata: json("x-litellm-spend-logs-metadata"),
  timeout: number("x-litellm-timeout", { whole: false }),
  streamTimeout: number("x-litellm-stream-timeout", { whole: false }),
  numRetries: number("x-litellm-num-retries"),
  enableMessageRedaction: onlyTrue("x-litellm-enable-message-redaction"),
  disableCallbacks: list("x-litellm-disable-callbacks"),
  sessionId: text("x-litellm-session-id"),
  traceId: text("x-litellm-trace-id"),
  mcpServers: list("x-mcp-servers"),
  mcpAccessGroups: list("x-mcp-access-groups"),
  mcpAuth: text("x-mcp-auth"),
};

/**
 * The headers of a LiteLLM proxy, for `headers` of any auth or of one call.
 *
 * Sources: https://docs.litellm.ai/docs/proxy/request_headers, https://docs.litellm.ai/docs/mcp
 *
 * @throws AuthError `headers_invalid` for what cannot be sent; TypeError for an option that there is not.
 * @example
 * ```ts
 * import { litellmHeaders } from "@valetkey/providers";
 *
 * const headers = litellmHeaders({ tags: ["search", "beta"], timeout: 12.5 });
 * // { "x-litellm-tags": "search,beta", "x-litellm-timeout": "12.5" }
 * ```
 */
export const litellmHeaders = (options: LiteLLMHeaderOptions): Record<string, string> =>
  buildHeaders("litellmHeaders()", fields, options);

/**
 * A LiteLLM proxy: the one on this machine, or where `LITELLM_PROXY_API_BASE` says. The key is read from
 * `LITELLM_PROXY_API_KEY` unless `key` is passed. Plain http to another machine has to be named in `origins`.
 *
 * Source: https://docs.litellm.ai/docs/proxy/user_keys
 *
 * @throws TypeError for a bad option. A missing key is an AuthError `key_unavailable` at the first request.
 * @example
 * ```ts
 * import { litellm, litellmHeaders } from "@valetkey/providers";
 * import { withAuth } from "@valetkey/openai";
 * import OpenAI from "openai";
 *
 * declare function currentUser(): string;
 *
 * const auth = litellm({
 *   baseURL: "https://llm.example.com",
 *   headers: () => litellmHeaders({ customerId: currentUser() }),
 * });
 * const client = new OpenAI(withAuth(auth));
 * ```
 */
export const litellm = (options: PresetOptions = {}): Preset =>
  preset(litellmInfo, options, {
    baseURL: optional("litellm()", "baseURL", optionsOf("litellm()", options).baseURL, [
      "LITELLM_PROXY_API_BASE",
    ]),
  });
