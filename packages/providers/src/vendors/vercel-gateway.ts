import { buildHeaders, type Fields } from "../build-headers.ts";
import { each, flag, oneOf, text } from "../fields.ts";
import { type Preset, type PresetOptions, preset } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";
import { optionsOf } from "../setting.ts";

/** A version for each kind of model but the language models. */
export type VercelModelVersions = {
  readonly [Kind in "embedding" | "image" | "reranking" | "speech" | "transcription" | "video" | "decision"]?:
    | string
    | undefined;
};

/** The headers of Vercel's AI Gateway. All but `team` belong to its native protocol, for code without the AI SDK. */
export interface VercelGatewayHeaderOptions {
  /** The id or slug of the team that pays. */
  team?: string | undefined;
  /** The version of the native protocol, such as `"0.0.1"`. */
  protocolVersion?: string | undefined;
  /** What kind of key is sent. */
  authMethod?: "api-key" | "oidc" | undefined;
  /** The language model, such as `"openai/gpt-5"`. */
  languageModelId?: string | undefined;
  /** The version of the AI SDK's model specification, such as `"4"`. */
  languageModelSpecificationVersion?: string | undefined;
  /** Is the answer to be streamed? */
  languageModelStreaming?: boolean | undefined;
  /** A model of another kind, such as `"openai/text-embedding-3-small"`. */
  modelId?: string | undefined;
  /** The versions of the AI SDK's specifications for these kinds, such as `{ embedding: "4" }`. */
  modelSpecificationVersions?: VercelModelVersions | undefined;
  /** For the gateway's observability; the AI SDK reads it from `VERCEL_DEPLOYMENT_ID`. */
  deploymentId?: string | undefined;
  /** The same, from `VERCEL_ENV`. */
  environment?: string | undefined;
  /** The same, from `VERCEL_REGION`. */
  region?: string | undefined;
  /** The same, of the request that is being answered. */
  requestId?: string | undefined;
  /** The same, from `VERCEL_PROJECT_ID`. */
  projectId?: string | undefined;
}

/** What `vercelGateway()` takes. */
export interface VercelGatewayPresetOptions extends PresetOptions {
  /** `"openai"` (default): the endpoint with OpenAI's shape. `"native"`: the one of the AI SDK's `createGateway`. */
  api?: "openai" | "native" | undefined;
  /** The id or slug of the team that pays. Default: that of the key. */
  team?: string | undefined;
}

/** @internal */
export const vercelGatewayInfo: PresetInfo = {
  name: "vercelGateway",
  service: "Vercel AI Gateway",
  baseURL: "https://ai-gateway.vercel.sh/v1",
  keyVariables: ["AI_GATEWAY_API_KEY", "VERCEL_OIDC_TOKEN"],
  variables: [],
  keyHeader: "Authorization: Bearer",
  source: "https://github.com/vercel/ai/tree/main/packages/gateway/src",
};

const fields: Fields<VercelGatewayHeaderOptions> = {
  team: text("x-vercel-ai-gateway-team"),
  protocolVersion: text("ai-gateway-protocol-version"),
  authMethod: oneOf("ai-gateway-auth-method", ["api-key", "oidc"]),
  languageModelId: text("ai-language-model-id"),
  languageModelSpecificationVersion: text("ai-language-model-specification-version"),
  languageModelStreaming: flag("ai-language-model-streaming"),
  modelId: text("ai-model-id"),
  modelSpecificationVersions: each("ai-", "-model-specification-version"),
  deploymentId: text("ai-o11y-deployment-id"),
  environment: text("ai-o11y-environment"),
  region: text("ai-o11y-region"),
  requestId: text("ai-o11y-request-id"),
  projectId: text("ai-o11y-project-id"),
};

/**
 * The headers of Vercel's AI Gateway, for `headers` of any auth or of one call.
 *
 * Source: https://github.com/vercel/ai/tree/main/packages/gateway/src
 *
 * @throws AuthError `headers_invalid` for what cannot be sent; TypeError for an option that there is not.
 * @example
 * ```ts
 * import { vercelGatewayHeaders } from "@valetkey/providers";
 *
 * const headers = vercelGatewayHeaders({ team: "example", requestId: "request-1" });
 * ```
 */
export const vercelGatewayHeaders = (options: VercelGatewayHeaderOptions): Record<string, string> =>
  buildHeaders("vercelGatewayHeaders()", fields, options);

/**
 * Vercel's AI Gateway. The key is read from `AI_GATEWAY_API_KEY`, else from `VERCEL_OIDC_TOKEN`, unless `key` is
 * passed; an OIDC token lives for twelve hours, so on Vercel pass a function that reads the request's own.
 *
 * Source: https://github.com/vercel/ai/tree/main/packages/gateway/src
 *
 * @throws TypeError for a bad option. A missing key is an AuthError `key_unavailable` at the first request.
 * @example
 * ```ts
 * import { vercelGateway } from "@valetkey/providers";
 * import { withAuth } from "@valetkey/openai";
 * import OpenAI from "openai";
 *
 * const client = new OpenAI(withAuth(vercelGateway()));
 * ```
 */
export function vercelGateway(options: VercelGatewayPresetOptions = {}): Preset {
  const { api = "openai", team, ...rest } = optionsOf("vercelGateway()", options);
  if (api !== "openai" && api !== "native")
    throw new TypeError('vercelGateway(): api has to be "openai" or "native".');
  return preset(vercelGatewayInfo, rest, {
    headers: buildHeaders<VercelGatewayHeaderOptions>("vercelGateway()", fields, { team }),
    ...(api === "native" && { baseURL: "https://ai-gateway.vercel.sh/v4/ai" }),
  });
}
