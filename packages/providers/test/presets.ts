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

/** A preset, made with as little as it can do with. */
export interface Sample {
  make(options: PresetOptions): Preset;
  /** The header that carries its key. Default: `authorization`. */
  slot?: string;
  /** The header that carries a second key, which its `make` says is `own-1`. */
  second?: { header: string; value: string };
}

const required = { key: () => undefined };

/** Every preset by name; the test beside it says that none is missing. */
export const samples: Readonly<Record<string, Sample>> = {
  openai: { make: openai },
  azureOpenAI: {
    // It takes an endpoint, to which it adds its own paths.
    make: ({ baseURL = "https://example.openai.azure.com/v1", ...options }) =>
      azureOpenAI({ endpoint: baseURL.replace(/\/v1\/?$/, ""), ...options }),
    slot: "api-key",
  },
  anthropic: { make: anthropic, slot: "x-api-key" },
  gemini: { make: gemini },
  vertex: {
    make: (options) => vertex({ project: "example", location: "europe-west4", ...required, ...options }),
  },
  bedrock: { make: (options) => bedrock({ region: "us-west-2", ...options }) },
  groq: { make: groq },
  perplexity: { make: perplexity },
  deepseek: { make: deepseek },
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
