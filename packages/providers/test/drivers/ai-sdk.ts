import { createAnthropic } from "@ai-sdk/anthropic";
import { createAzure } from "@ai-sdk/azure";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { withAuth } from "@valetkey/ai-sdk";
import { type EmbeddingModel, embed, generateText, type LanguageModel, streamText } from "ai";
import { type Calls, type Driver, read } from "./calls.ts";

const maxRetries = 0;

/** None is not the same to its types as `undefined`. */
const own = (headers?: Record<string, string>) => (headers ? { headers } : {});

const textOf = (model: LanguageModel): Calls => ({
  generateText: (headers) => generateText({ model, prompt: "Hello", maxRetries, ...own(headers) }),
  streamText: (headers) =>
    read(streamText({ model, prompt: "Hello", maxRetries, ...own(headers) }).textStream),
});

const responsesOf = (model: LanguageModel): Calls => ({
  responses: (headers) => generateText({ model, prompt: "Hello", maxRetries, ...own(headers) }),
});

const embeddingOf = (model: EmbeddingModel): Calls => ({
  embed: (headers) => embed({ model, value: "Hello", maxRetries, ...own(headers) }),
});

/** The Vercel AI SDK's provider for any service of OpenAI's shape. */
export const aiSdk: Driver = (auth) => {
  const provider = createOpenAICompatible(withAuth(auth, { name: "example" }));
  return { ...textOf(provider("gpt-5")), ...embeddingOf(provider.embeddingModel("text-embedding-3-small")) };
};

/** Its provider for Azure. */
export const aiSdkForAzure: Driver = (auth) => {
  const azure = createAzure(withAuth(auth));
  return {
    ...textOf(azure.chat("gpt-5")),
    ...responsesOf(azure("gpt-5")),
    ...embeddingOf(azure.embedding("text-embedding-3-small")),
  };
};

/** Its provider for OpenAI. */
export const aiSdkForOpenAI: Driver = (auth) => {
  const openai = createOpenAI(withAuth(auth));
  return {
    ...textOf(openai.chat("gpt-5")),
    ...responsesOf(openai("gpt-5")),
    ...embeddingOf(openai.embedding("text-embedding-3-small")),
  };
};

/** Its provider for Anthropic. */
export const aiSdkForAnthropic: Driver = (auth) => textOf(createAnthropic(withAuth(auth))("claude-sonnet-5"));
