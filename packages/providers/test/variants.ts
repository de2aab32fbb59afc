import {
  anthropic,
  azureOpenAI,
  bedrock,
  cloudflareGateway,
  helicone,
  litellm,
  openrouter,
  type PayiPresetOptions,
  type PresetOptions,
  payi,
  portkey,
  snowflake,
  vercelGateway,
} from "../src/index.ts";
import type { AdapterName } from "./drivers/index.ts";
import { azureAt, forAnthropic, required, type Sample, usual } from "./presets.ts";

const endpoint = "https://example.openai.azure.com";
const own = { apiKey: "own-1" };
const ofPayi = { header: "xproxy-api-key", value: "own-1" };
const forAzure: readonly AdapterName[] = ["openai's SDK for Azure", "LangChain for Azure"];

/** A key goes in as a token. */
const asToken = ({ key, ...options }: PresetOptions) => ({ ...options, token: key ?? "" });

/** A route of Pay-i's. */
const route = (options: object) => (given: PresetOptions) =>
  payi({ ...own, ...required, ...options, ...given } as PayiPresetOptions);

/** The presets with what they can be told besides, and in front of what else they can stand. */
export const variants: Readonly<Record<string, Sample>> = {
  "azureOpenAI() with an Entra token": {
    make: (options) => azureOpenAI(asToken(azureAt(options) as PresetOptions) as { token: string }),
    through: ["openai's SDK for Azure's v1", "the AI SDK for Azure", "LangChain for Azure's v1"],
  },
  "azureOpenAI() with deployments": {
    make: (options) => azureOpenAI({ ...azureAt(options), path: "deployments" }),
    through: forAzure,
    slot: "api-key",
  },
  "azureOpenAI() with deployments and an Entra token": {
    make: (options) =>
      azureOpenAI({ ...asToken(azureAt(options) as PresetOptions), path: "deployments" } as {
        token: string;
      }),
    through: forAzure,
  },
  "anthropic() with a bearer": {
    make: (options) => anthropic({ ...options, auth: "bearer" }),
    through: forAnthropic,
  },
  "bedrock() in Anthropic's shape": {
    make: (options) => bedrock({ region: "eu-west-1", ...options }),
    through: ["Anthropic's SDK for Bedrock", "Anthropic's SDK for Bedrock's Mantle", ...forAnthropic],
  },
  "snowflake() in Anthropic's shape": {
    make: (options) => snowflake({ account: "myorg-myaccount", ...options }),
    through: forAnthropic,
  },
  "openrouter() in Anthropic's shape": { make: openrouter, through: forAnthropic },
  "litellm() in Anthropic's shape": { make: litellm, through: forAnthropic },
  "vercelGateway() in Anthropic's shape": { make: vercelGateway, through: forAnthropic },
  "helicone() in Anthropic's shape": { make: (options) => helicone(options), through: forAnthropic },
  "helicone() as a proxy": {
    make: (options) => helicone({ mode: "proxy", heliconeKey: "own-1", ...required, ...options }),
    through: [...usual, ...forAnthropic],
    slot: "sdk",
    second: { header: "helicone-auth", value: "Bearer own-1" },
  },
  "cloudflareGateway() in front of Anthropic": {
    make: (options) =>
      cloudflareGateway({
        accountId: "example",
        gatewayId: "production",
        provider: "anthropic",
        token: "own-1",
        ...required,
        ...options,
      }),
    through: forAnthropic,
    slot: "sdk",
    second: { header: "cf-aig-authorization", value: "Bearer own-1" },
  },
  "portkey() in front of Anthropic": {
    make: (options) => portkey({ provider: "anthropic", ...own, ...required, ...options }),
    through: forAnthropic,
    second: { header: "x-portkey-api-key", value: "own-1" },
  },
  "payi() in front of Anthropic": {
    make: route({ route: "anthropic" }),
    through: forAnthropic,
    slot: "x-api-key",
    second: ofPayi,
  },
  "payi() in front of Azure": {
    make: route({ route: "azure.openai", endpoint, priceAsResource: "gpt-5" }),
    through: forAzure,
    slot: "api-key",
    second: ofPayi,
  },
  "payi() in front of Azure with an Entra token": {
    make: ({ key, ...options }) =>
      route({ route: "azure.openai", endpoint, priceAsResource: "gpt-5", token: key, key: undefined })(
        options,
      ),
    through: forAzure,
    second: ofPayi,
  },
  "payi() in front of Anthropic's models on Azure": {
    make: route({ route: "azure.anthropic", endpoint, priceAsResource: "claude-sonnet-5" }),
    through: forAnthropic,
    slot: "x-api-key",
    second: ofPayi,
  },
  "payi() in front of Databricks": {
    make: route({
      route: "databricks",
      workspace: "dbc-example.cloud.databricks.com",
      cloud: "aws",
      priceAsResource: "llama",
    }),
    second: ofPayi,
  },
  "payi() in front of Bedrock": {
    make: route({ route: "aws.bedrock", region: "eu-west-1" }),
    through: [...usual, "openai's SDK for Bedrock", ...forAnthropic],
    second: ofPayi,
  },
};
