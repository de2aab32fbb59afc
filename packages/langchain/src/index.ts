export * from "@valetkey/core";
export { AzureChatOpenAI, type AzureChatOpenAIOptions } from "./azure-chat-openai.ts";
export { AzureOpenAIEmbeddings, type AzureOpenAIEmbeddingsOptions } from "./azure-openai-embeddings.ts";
export { ChatOpenAI, type ChatOpenAIOptions } from "./chat-openai.ts";
export { OpenAIEmbeddings, type OpenAIEmbeddingsOptions } from "./openai-embeddings.ts";
export { withAuth } from "./with-auth.ts";
