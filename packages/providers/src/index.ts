export type { AnswerHeaders } from "./answer-headers.ts";
export { listPresets } from "./list-presets.ts";
export { collectPayi, type PayiStream } from "./payi/collect-payi.ts";
export { payi } from "./payi/payi.ts";
export { type PayiError, type PayiErrorCode, payiError } from "./payi/payi-error.ts";
export { payiFetch } from "./payi/payi-fetch.ts";
export { type PayiHeaderOptions, payiHeaders } from "./payi/payi-headers.ts";
export type {
  PayiAzureRoute,
  PayiBedrockRoute,
  PayiByKey,
  PayiBySignature,
  PayiByToken,
  PayiDatabricksRoute,
  PayiDirectRoute,
  PayiPresetOptions,
  PayiRoute,
  PayiSettings,
} from "./payi/payi-options.ts";
export {
  type PayiAmount,
  type PayiCost,
  type PayiLimit,
  type PayiLimitState,
  type PayiResult,
  type PayiUnits,
  payiResult,
} from "./payi/payi-result.ts";
export { portkey } from "./portkey/portkey.ts";
export type {
  PortkeyCache,
  PortkeyChoice,
  PortkeyComparison,
  PortkeyCondition,
  PortkeyConditional,
  PortkeyConfig,
  PortkeyFallback,
  PortkeyProvider,
  PortkeyQuery,
  PortkeyRetry,
  PortkeyStrategy,
} from "./portkey/portkey-config.ts";
export type { PortkeyCloudOptions, PortkeyHeaderOptions } from "./portkey/portkey-header-options.ts";
export { portkeyHeaders } from "./portkey/portkey-headers.ts";
export type {
  PortkeyByCloud,
  PortkeyByConfig,
  PortkeyByCustomHost,
  PortkeyByIntegration,
  PortkeyByProvider,
  PortkeyByVirtualKey,
  PortkeyHosted,
  PortkeyKeylessProvider,
  PortkeyPresetOptions,
  PortkeySelfHosted,
  PortkeySettings,
} from "./portkey/portkey-preset-options.ts";
export { type PortkeyResponse, portkeyResponse } from "./portkey/portkey-response.ts";
export type { Preset, PresetOptions } from "./preset.ts";
export type { PresetInfo } from "./preset-info.ts";
export { type AnthropicPresetOptions, anthropic } from "./vendors/anthropic.ts";
export {
  type AzureOpenAIByKey,
  type AzureOpenAIByToken,
  type AzureOpenAIPresetOptions,
  type AzureOpenAISettings,
  azureOpenAI,
} from "./vendors/azure-openai.ts";
export { type BedrockPresetOptions, bedrock } from "./vendors/bedrock.ts";
export { cerebras } from "./vendors/cerebras.ts";
export {
  type CloudflareGatewayPresetOptions,
  type CloudflarePresetOptions,
  cloudflare,
  cloudflareGateway,
} from "./vendors/cloudflare.ts";
export {
  type CloudflareCost,
  type CloudflareHeaderOptions,
  cloudflareHeaders,
} from "./vendors/cloudflare-headers.ts";
export { type CloudflareResponse, cloudflareResponse } from "./vendors/cloudflare-response.ts";
export { type DatabricksPresetOptions, databricks } from "./vendors/databricks.ts";
export { deepseek } from "./vendors/deepseek.ts";
export { fireworks } from "./vendors/fireworks.ts";
export { type GeminiPresetOptions, gemini } from "./vendors/gemini.ts";
export { groq } from "./vendors/groq.ts";
export {
  type HeliconeGatewayOptions,
  type HeliconePresetOptions,
  type HeliconeProxyOptions,
  helicone,
} from "./vendors/helicone.ts";
export type {
  HeliconeFallback,
  HeliconeHeaderOptions,
  HeliconeStatusRange,
} from "./vendors/helicone-header-options.ts";
export { heliconeHeaders } from "./vendors/helicone-headers.ts";
export { type HeliconeResponse, heliconeResponse } from "./vendors/helicone-response.ts";
export { huggingface } from "./vendors/huggingface.ts";
export { type LiteLLMHeaderOptions, litellm, litellmHeaders } from "./vendors/litellm.ts";
export { type LiteLLMResponse, litellmResponse } from "./vendors/litellm-response.ts";
export { lmstudio } from "./vendors/lmstudio.ts";
export { mistral } from "./vendors/mistral.ts";
export { nvidia } from "./vendors/nvidia.ts";
export { ollama } from "./vendors/ollama.ts";
export { type OpenAIPresetOptions, openai } from "./vendors/openai.ts";
export {
  type OpenRouterHeaderOptions,
  type OpenRouterPresetOptions,
  openrouter,
  openrouterHeaders,
} from "./vendors/openrouter.ts";
export { perplexity } from "./vendors/perplexity.ts";
export { type SnowflakePresetOptions, snowflake } from "./vendors/snowflake.ts";
export { together } from "./vendors/together.ts";
export {
  type VercelGatewayHeaderOptions,
  type VercelGatewayPresetOptions,
  type VercelModelVersions,
  vercelGateway,
  vercelGatewayHeaders,
} from "./vendors/vercel-gateway.ts";
export { type VertexPresetOptions, vertex } from "./vendors/vertex.ts";
export { vllm } from "./vendors/vllm.ts";
export { xai } from "./vendors/xai.ts";
