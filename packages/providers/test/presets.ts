import type { KeyInput } from "@valetkey/core";
import {
  anthropic,
  azureOpenAI,
  bedrock,
  cerebras,
  cloudflare,
  cloudflareGateway,
  databricks,
  deepseek,
  fireworks,
  gemini,
  groq,
  helicone,
  huggingface,
  litellm,
  lmstudio,
  mistral,
  nvidia,
  ollama,
  openai,
  openrouter,
  type Preset,
  type PresetOptions,
  payi,
  perplexity,
  portkey,
  snowflake,
  together,
  vercelGateway,
  vertex,
  vllm,
  xai,
} from "../src/index.ts";
import type { AdapterName } from "./drivers/index.ts";

/** A preset, made with as little as it can do with. */
export interface Sample {
  make(options: PresetOptions): Preset;
  /** Through what its users use it. Default: what suits every service of OpenAI's shape. */
  through?: readonly AdapterName[];
  /** The header that carries its key. Default: `authorization`; `"sdk"`: where the SDK puts it. */
  slot?: string;
  /** The header that carries a second key, which its `make` says is `own-1`. */
  second?: { header: string; value: string };
}

/** What suits every service of OpenAI's shape. */
export const usual: readonly AdapterName[] = ["openai's SDK", "the AI SDK", "LangChain"];

/** What suits every service of Anthropic's shape. */
export const forAnthropic: readonly AdapterName[] = [
  "Anthropic's SDK",
  "the AI SDK for Anthropic",
  "LangChain for Anthropic",
];

/** Azure takes an endpoint, to which it adds its own paths. */
export const azureAt = ({
  baseURL = "https://example.openai.azure.com",
  ...options
}: PresetOptions): Omit<PresetOptions, "baseURL"> & { endpoint: string } => ({
  endpoint: baseURL.replace(/(\/openai)?(\/v1)?\/?$/, ""),
  ...options,
});

/** A preset without a variable has to be given a key. */
export const required: Pick<PresetOptions, "key"> & { key: KeyInput } = { key: () => undefined };

/** Every preset by name; the test beside it says that none is missing. */
export const samples: Readonly<Record<string, Sample>> = {
  openai: { make: openai, through: [...usual, "the AI SDK for OpenAI"] },
  azureOpenAI: {
    make: (options) => azureOpenAI(azureAt(options)),
    through: ["openai's SDK for Azure's v1", "the AI SDK for Azure", "LangChain for Azure's v1"],
    slot: "api-key",
  },
  anthropic: { make: anthropic, through: [...forAnthropic, "a valet alone"], slot: "x-api-key" },
  gemini: { make: gemini },
  vertex: {
    make: (options) => vertex({ project: "example", location: "europe-west4", ...required, ...options }),
    through: [...usual, "Anthropic's SDK for Vertex"],
  },
  bedrock: {
    make: (options) => bedrock({ region: "us-west-2", ...options }),
    through: [...usual, "openai's SDK for Bedrock"],
  },
  groq: { make: groq },
  perplexity: { make: perplexity },
  deepseek: { make: deepseek, through: [...usual, "LangChain for DeepSeek"] },
  mistral: { make: mistral },
  xai: { make: xai },
  together: { make: together },
  fireworks: { make: fireworks },
  cerebras: { make: cerebras },
  nvidia: { make: nvidia },
  huggingface: { make: huggingface },
  databricks: { make: (options) => databricks({ host: "dbc-example.cloud.databricks.com", ...options }) },
  snowflake: { make: (options) => snowflake({ account: "myorg-myaccount", ...options }) },
  lmstudio: { make: lmstudio },
  ollama: { make: ollama },
  vllm: { make: vllm },
  openrouter: { make: openrouter },
  cloudflare: { make: (options) => cloudflare({ accountId: "example", ...options }) },
  cloudflareGateway: {
    make: (options) =>
      cloudflareGateway({
        accountId: "example",
        gatewayId: "production",
        token: "own-1",
        ...required,
        ...options,
      }),
    slot: "sdk",
    second: { header: "cf-aig-authorization", value: "Bearer own-1" },
  },
  vercelGateway: { make: vercelGateway },
  litellm: { make: litellm },
  helicone: { make: (options) => helicone(options) },
  portkey: {
    make: (options) => portkey({ provider: "openai", apiKey: "own-1", ...required, ...options }),
    second: { header: "x-portkey-api-key", value: "own-1" },
  },
  payi: {
    make: (options) => payi({ route: "openai", apiKey: "own-1", ...required, ...options }),
    second: { header: "xproxy-api-key", value: "own-1" },
  },
};
