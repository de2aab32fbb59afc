import { createServer } from "node:http";
import { ChatAnthropic } from "@langchain/anthropic";
import { ChatCerebras } from "@langchain/cerebras";
import { ChatDeepSeek } from "@langchain/deepseek";
import { ChatGroq } from "@langchain/groq";
import { ChatMistralAI } from "@langchain/mistralai";
import { ChatOllama } from "@langchain/ollama";
import {
  AzureChatOpenAI,
  AzureOpenAI,
  AzureOpenAIEmbeddings,
  ChatOpenAI,
  OpenAI,
  OpenAIEmbeddings,
} from "@langchain/openai";
import type { Provider } from "@valetkey/testing";
import { onTestFinished, vi } from "vitest";
import type { ClassName } from "../src/classes.ts";
import { type Auth, withAuth } from "../src/index.ts";

/** How a class is made and asked, and in which header it sends its key. */
export interface Example {
  readonly slot?: string;
  make(auth: Auth, provider: Provider): unknown;
}

/** Asks a model, a completion model or embeddings. */
export async function ask(model: unknown): Promise<void> {
  const any = model as { embedQuery?: typeof send; invoke?: typeof send };
  const send = (text: string): Promise<unknown> =>
    (any.invoke ? any.invoke(text) : any.embedQuery?.(text)) ?? Promise.reject(new Error("no model"));
  await send("Hello");
}

const maxRetries = 0;
const azure = ({ origin }: Provider) => ({
  azureOpenAIBasePath: `${origin}/openai/deployments`,
  azureOpenAIApiDeploymentName: "mine",
  azureOpenAIApiVersion: "2025-04-01-preview",
  maxRetries,
});
const openai = ({ baseURL }: Provider) => ({ configuration: { baseURL }, maxRetries });

/** One of each class. */
export const examples: Readonly<Record<ClassName, Example>> = {
  ChatOpenAI: { make: (auth, provider) => new ChatOpenAI(withAuth(auth, openai(provider))) },
  OpenAIEmbeddings: { make: (auth, provider) => new OpenAIEmbeddings(withAuth(auth, openai(provider))) },
  OpenAI: { make: (auth, provider) => new OpenAI(withAuth(auth, openai(provider))) },
  AzureChatOpenAI: {
    slot: "api-key",
    make: (auth, provider) => new AzureChatOpenAI(withAuth(auth, azure(provider))),
  },
  AzureOpenAIEmbeddings: {
    slot: "api-key",
    make: (auth, provider) => new AzureOpenAIEmbeddings(withAuth(auth, azure(provider))),
  },
  AzureOpenAI: {
    slot: "api-key",
    make: (auth, provider) => new AzureOpenAI(withAuth(auth, azure(provider))),
  },
  ChatDeepSeek: {
    make: (auth, provider) =>
      new ChatDeepSeek(withAuth(auth, { model: "deepseek-chat", ...openai(provider) })),
  },
  ChatAnthropic: {
    slot: "x-api-key",
    make: (auth, { origin }) =>
      new ChatAnthropic(withAuth(auth, { model: "claude-opus-4-8", anthropicApiUrl: origin, maxRetries })),
  },
  ChatGroq: {
    make: (auth, { origin }) => new ChatGroq(withAuth(auth, { model: "gpt-5", baseUrl: origin, maxRetries })),
  },
  ChatCerebras: {
    make(auth, { origin }) {
      vi.stubEnv("CEREBRAS_BASE_URL", origin);
      return new ChatCerebras(withAuth(auth, { model: "gpt-5", maxRetries }));
    },
  },
  ChatOllama: {
    make: (auth, { origin }) =>
      new ChatOllama(withAuth(auth, { model: "llama", baseUrl: origin, maxRetries })),
  },
  ChatMistralAI: {
    make: (auth, { origin }) =>
      new ChatMistralAI(withAuth(auth, { model: "gpt-5", serverURL: origin, maxRetries })),
  },
};

/** Ollama's API in front of a provider, which has no such route: it translates, and hands the key on. */
export async function ollamaFor(provider: Provider): Promise<Provider> {
  const server = createServer(async (request, response) => {
    const { authorization, "x-attempt": attempt } = request.headers;
    const answer = await fetch(`${provider.baseURL}/models`, {
      headers: { authorization: authorization ?? "", "x-attempt": `${attempt}` },
    });
    const message = { role: "assistant", content: "Hello" };
    const body = { model: "llama", created_at: new Date(0).toISOString(), message, done: true };
    response.writeHead(answer.status, { "content-type": "application/x-ndjson" });
    response.end(answer.ok ? `${JSON.stringify(body)}\n` : '{"error":"unauthorized"}');
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => void server.close(() => resolve()));
  });
  const { port } = server.address() as { port: number };
  return { ...provider, origin: `http://127.0.0.1:${port}` };
}
