import type { Provider } from "@valetkey/testing";
import { aiSdk, aiSdkForAnthropic, aiSdkForAzure, aiSdkForOpenAI } from "./ai-sdk.ts";
import {
  anthropicSdk,
  anthropicSdkForBedrock,
  anthropicSdkForMantle,
  anthropicSdkForVertex,
  valet,
} from "./anthropic-sdk.ts";
import type { Driver } from "./calls.ts";
import { langchain, langchainForAnthropic, langchainForAzure, langchainForDeepSeek } from "./langchain.ts";
import { openaiSdk, openaiSdkForAzure, openaiSdkForBedrock } from "./openai-sdk.ts";

export { anthropicSdk } from "./anthropic-sdk.ts";
export type { Calls, Driver } from "./calls.ts";
export { callsOf, openaiSdk } from "./openai-sdk.ts";

/** A driver, and what it wants of an auth. */
interface Adapter {
  readonly drive: Driver;
  /** The address of a provider as this SDK wants it. */
  readonly address: (provider: Provider) => string;
  /** Where this SDK puts a key unless the auth says where. */
  readonly slot: "authorization" | "api-key" | "x-api-key";
}

const versioned: Adapter["address"] = ({ baseURL }) => baseURL;
const bare: Adapter["address"] = ({ origin }) => origin;
const azure: Adapter["address"] = ({ origin }) => `${origin}/openai`;
const azureV1: Adapter["address"] = ({ origin }) => `${origin}/openai/v1`;

/** The adapters, and the kinds of clients behind each. */
export type AdapterName =
  | "openai's SDK"
  | "openai's SDK for Azure"
  | "openai's SDK for Azure's v1"
  | "openai's SDK for Bedrock"
  | "the AI SDK"
  | "the AI SDK for Azure"
  | "the AI SDK for OpenAI"
  | "the AI SDK for Anthropic"
  | "LangChain"
  | "LangChain for Azure"
  | "LangChain for Azure's v1"
  | "LangChain for DeepSeek"
  | "LangChain for Anthropic"
  | "Anthropic's SDK"
  | "Anthropic's SDK for Bedrock"
  | "Anthropic's SDK for Bedrock's Mantle"
  | "Anthropic's SDK for Vertex"
  | "a valet alone";

/** Through what a preset's users would use it. */
export const adapters: Readonly<Record<AdapterName, Adapter>> = {
  "openai's SDK": { drive: openaiSdk, address: versioned, slot: "authorization" },
  "openai's SDK for Azure": { drive: openaiSdkForAzure, address: azure, slot: "api-key" },
  "openai's SDK for Azure's v1": { drive: openaiSdk, address: azureV1, slot: "authorization" },
  "openai's SDK for Bedrock": { drive: openaiSdkForBedrock, address: versioned, slot: "authorization" },
  "the AI SDK": { drive: aiSdk, address: versioned, slot: "authorization" },
  "the AI SDK for Azure": { drive: aiSdkForAzure, address: azureV1, slot: "api-key" },
  "the AI SDK for OpenAI": { drive: aiSdkForOpenAI, address: versioned, slot: "authorization" },
  "the AI SDK for Anthropic": { drive: aiSdkForAnthropic, address: versioned, slot: "x-api-key" },
  LangChain: { drive: langchain, address: versioned, slot: "authorization" },
  "LangChain for Azure": { drive: langchainForAzure, address: azure, slot: "api-key" },
  "LangChain for Azure's v1": { drive: langchain, address: azureV1, slot: "authorization" },
  "LangChain for DeepSeek": { drive: langchainForDeepSeek, address: versioned, slot: "authorization" },
  "LangChain for Anthropic": { drive: langchainForAnthropic, address: bare, slot: "x-api-key" },
  "Anthropic's SDK": { drive: anthropicSdk, address: bare, slot: "authorization" },
  "Anthropic's SDK for Bedrock": { drive: anthropicSdkForBedrock, address: bare, slot: "authorization" },
  "Anthropic's SDK for Bedrock's Mantle": {
    drive: anthropicSdkForMantle,
    address: bare,
    slot: "authorization",
  },
  "Anthropic's SDK for Vertex": { drive: anthropicSdkForVertex, address: bare, slot: "authorization" },
  "a valet alone": { drive: valet, address: bare, slot: "authorization" },
};
