import { payiInfo } from "./payi/payi.ts";
import { portkeyInfo } from "./portkey/portkey.ts";
import type { PresetInfo } from "./preset-info.ts";
import { anthropicInfo } from "./vendors/anthropic.ts";
import { azureOpenAIInfo } from "./vendors/azure-openai.ts";
import { bedrockInfo } from "./vendors/bedrock.ts";
import { cerebrasInfo } from "./vendors/cerebras.ts";
import { cloudflareGatewayInfo, cloudflareInfo } from "./vendors/cloudflare.ts";
import { databricksInfo } from "./vendors/databricks.ts";
import { deepseekInfo } from "./vendors/deepseek.ts";
import { fireworksInfo } from "./vendors/fireworks.ts";
import { geminiInfo } from "./vendors/gemini.ts";
import { groqInfo } from "./vendors/groq.ts";
import { heliconeInfo } from "./vendors/helicone.ts";
import { huggingfaceInfo } from "./vendors/huggingface.ts";
import { litellmInfo } from "./vendors/litellm.ts";
import { lmstudioInfo } from "./vendors/lmstudio.ts";
import { mistralInfo } from "./vendors/mistral.ts";
import { nvidiaInfo } from "./vendors/nvidia.ts";
import { ollamaInfo } from "./vendors/ollama.ts";
import { openaiInfo } from "./vendors/openai.ts";
import { openrouterInfo } from "./vendors/openrouter.ts";
import { perplexityInfo } from "./vendors/perplexity.ts";
import { snowflakeInfo } from "./vendors/snowflake.ts";
import { togetherInfo } from "./vendors/together.ts";
import { vercelGatewayInfo } from "./vendors/vercel-gateway.ts";
import { vertexInfo } from "./vendors/vertex.ts";
import { vllmInfo } from "./vendors/vllm.ts";
import { xaiInfo } from "./vendors/xai.ts";

/**
 * All presets: the services first, then what runs on one's own machine, then the gateways. The table in the guide is
 * made of the same data.
 *
 * @example
 * ```ts
 * import { listPresets } from "@valetkey/providers";
 *
 * for (const { name, keyVariables } of listPresets()) console.log(name, keyVariables.join(", "));
 * ```
 */
export const listPresets = (): readonly PresetInfo[] => [
  openaiInfo,
  azureOpenAIInfo,
  anthropicInfo,
  geminiInfo,
  vertexInfo,
  bedrockInfo,
  groqInfo,
  perplexityInfo,
  deepseekInfo,
  mistralInfo,
  xaiInfo,
  togetherInfo,
  fireworksInfo,
  cerebrasInfo,
  nvidiaInfo,
  huggingfaceInfo,
  databricksInfo,
  snowflakeInfo,
  lmstudioInfo,
  ollamaInfo,
  vllmInfo,
  openrouterInfo,
  cloudflareInfo,
  cloudflareGatewayInfo,
  vercelGatewayInfo,
  litellmInfo,
  heliconeInfo,
  portkeyInfo,
  payiInfo,
];
