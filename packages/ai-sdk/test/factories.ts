import { createAmazonBedrock } from "@ai-sdk/amazon-bedrock";
import { createAnthropic } from "@ai-sdk/anthropic";
import { createAzure } from "@ai-sdk/azure";
import { createCerebras } from "@ai-sdk/cerebras";
import { createCohere } from "@ai-sdk/cohere";
import { createDeepSeek } from "@ai-sdk/deepseek";
import { createFireworks } from "@ai-sdk/fireworks";
import { createGateway } from "@ai-sdk/gateway";
import { createGoogle } from "@ai-sdk/google";
import { createGoogleVertex } from "@ai-sdk/google-vertex";
import { createGroq } from "@ai-sdk/groq";
import { createMistral } from "@ai-sdk/mistral";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { createPerplexity } from "@ai-sdk/perplexity";
import { createTogetherAI } from "@ai-sdk/togetherai";
import { createXai } from "@ai-sdk/xai";
import { createOpenRouter } from "@openrouter/ai-sdk-provider";
import type { LanguageModel } from "ai";
import { type Auth, type Fetch, withAuth } from "../src/index.ts";

/** A provider factory: the header in which it sends its key, and a model of it. */
interface Factory {
  readonly name: string;
  readonly slot: "authorization" | "api-key" | "x-api-key" | "x-goog-api-key";
  model(auth: Auth, settings: { baseURL?: string; fetch?: Fetch }): LanguageModel;
  /** It has no address of its own. */
  readonly needsAddress?: boolean;
}

/** Every factory that is known to suit. A further one is one more line. */
export const factories: readonly Factory[] = [
  {
    name: "openai, responses",
    slot: "authorization",
    model: (auth, settings) => createOpenAI(withAuth(auth, settings))("gpt-5"),
  },
  {
    name: "openai, chat",
    slot: "authorization",
    model: (auth, settings) => createOpenAI(withAuth(auth, settings)).chat("gpt-5"),
  },
  {
    name: "openai-compatible",
    slot: "authorization",
    model: (auth, { baseURL = "", ...settings }) =>
      createOpenAICompatible(withAuth(auth, { name: "any", baseURL, ...settings }))("gpt-5"),
    needsAddress: true,
  },
  {
    name: "azure",
    slot: "api-key",
    model: (auth, settings) =>
      createAzure(withAuth(auth, { resourceName: "example", ...settings })).chat("gpt-5"),
  },
  {
    name: "anthropic",
    slot: "x-api-key",
    model: (auth, settings) => createAnthropic(withAuth(auth, settings))("claude-sonnet-4-5"),
  },
  {
    name: "google",
    slot: "x-goog-api-key",
    model: (auth, settings) => createGoogle(withAuth(auth, settings))("gemini-2.5-flash"),
  },
  {
    name: "google-vertex, express mode",
    slot: "x-goog-api-key",
    model: (auth, settings) => createGoogleVertex(withAuth(auth, settings))("gemini-2.5-flash"),
  },
  {
    name: "groq",
    slot: "authorization",
    model: (auth, settings) => createGroq(withAuth(auth, settings))("llama-3.3-70b-versatile"),
  },
  {
    name: "mistral",
    slot: "authorization",
    model: (auth, settings) => createMistral(withAuth(auth, settings))("mistral-large-latest"),
  },
  {
    name: "xai",
    slot: "authorization",
    model: (auth, settings) => createXai(withAuth(auth, settings))("grok-4"),
  },
  {
    name: "cohere",
    slot: "authorization",
    model: (auth, settings) => createCohere(withAuth(auth, settings))("command-a-03-2025"),
  },
  {
    name: "deepseek",
    slot: "authorization",
    model: (auth, settings) => createDeepSeek(withAuth(auth, settings))("deepseek-chat"),
  },
  {
    name: "togetherai",
    slot: "authorization",
    model: (auth, settings) => createTogetherAI(withAuth(auth, settings))("meta-llama/Llama-3.3-70B"),
  },
  {
    name: "fireworks",
    slot: "authorization",
    model: (auth, settings) => createFireworks(withAuth(auth, settings))("accounts/fireworks/models/any"),
  },
  {
    name: "perplexity",
    slot: "authorization",
    model: (auth, settings) => createPerplexity(withAuth(auth, settings))("sonar"),
  },
  {
    name: "cerebras",
    slot: "authorization",
    model: (auth, settings) => createCerebras(withAuth(auth, settings))("llama-3.3-70b"),
  },
  {
    name: "amazon-bedrock, with an API key",
    slot: "authorization",
    model: (auth, settings) =>
      createAmazonBedrock(withAuth(auth, { region: "us-east-1", ...settings }))("amazon.nova-lite-v1:0"),
  },
  {
    name: "gateway",
    slot: "authorization",
    model: (auth, settings) => createGateway(withAuth(auth, settings))("openai/gpt-5"),
  },
  {
    name: "openrouter",
    slot: "authorization",
    model: (auth, settings) => createOpenRouter(withAuth(auth, settings))("openai/gpt-5"),
  },
];
