import { ChatAnthropic } from "@langchain/anthropic";
import { ChatDeepSeek } from "@langchain/deepseek";
import { AzureChatOpenAI, AzureOpenAIEmbeddings, ChatOpenAI, OpenAIEmbeddings } from "@langchain/openai";
import { withAuth } from "@valetkey/langchain";
import { type Call, type Calls, type Driver, read } from "./calls.ts";

interface Model {
  invoke(text: string, options?: object): Promise<unknown>;
  stream(text: string, options?: object): Promise<AsyncIterable<unknown>>;
  batch(texts: string[], options?: object): Promise<unknown>;
}

const maxRetries = 0;

/** The classes of OpenAI's take the headers of a call in two places; Anthropic's in one. */
const chatOf = (model: Model, isAnthropic = false): Record<"invoke" | "stream" | "batch", Call> => {
  const inOptions = (headers: object | undefined) => (isAnthropic ? { headers } : { options: { headers } });
  return {
    invoke: (headers) => model.invoke("Hello", inOptions(headers)),
    stream: async (headers) => read(await model.stream("Hello", { headers })),
    batch: (headers) => model.batch(["Hello"], inOptions(headers)),
  };
};

const embeddingOf = (model: { embedQuery(text: string): Promise<unknown> }): Calls => ({
  embedQuery: () => model.embedQuery("Hello"),
});

/** LangChain's models for OpenAI and services of its shape. */
export const langchain: Driver = (auth) => ({
  ...chatOf(new ChatOpenAI(withAuth(auth, { model: "gpt-5", maxRetries }))),
  responses: chatOf(new ChatOpenAI(withAuth(auth, { model: "gpt-5", useResponsesApi: true, maxRetries })))
    .invoke,
  ...embeddingOf(new OpenAIEmbeddings(withAuth(auth, { maxRetries }))),
});

/** Its models for Azure. */
export const langchainForAzure: Driver = (auth) => {
  const fields = {
    azureOpenAIApiVersion: "2025-04-01-preview",
    azureOpenAIApiDeploymentName: "mine",
    maxRetries,
  };
  return {
    ...chatOf(new AzureChatOpenAI(withAuth(auth, fields))),
    ...embeddingOf(new AzureOpenAIEmbeddings(withAuth(auth, fields))),
  };
};

/** Its model for DeepSeek. */
export const langchainForDeepSeek: Driver = (auth) =>
  chatOf(new ChatDeepSeek(withAuth(auth, { model: "deepseek-chat", maxRetries })));

/** Its model for Anthropic. */
export const langchainForAnthropic: Driver = (auth) =>
  chatOf(new ChatAnthropic(withAuth(auth, { model: "claude-sonnet-5", maxRetries })), true);
