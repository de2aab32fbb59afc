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
  type ChatOpenAIFields,
  OpenAI,
  OpenAIEmbeddings,
} from "@langchain/openai";
import { initChatModel } from "langchain";
import { expectTypeOf, test } from "vitest";
import {
  type Auth,
  cached,
  AzureChatOpenAI as DropInAzure,
  ChatOpenAI as DropInChat,
  OpenAIEmbeddings as DropInEmbeddings,
  withAuth,
} from "./index.ts";

const auth: Auth = { key: cached(() => "key-1"), headers: () => ({ "x-tenant": "acme" }) };

test("every class takes what withAuth makes", () => {
  new ChatOpenAI(withAuth(auth));
  new ChatOpenAI(withAuth(auth, { model: "gpt-5", configuration: { timeout: 1 } }));
  new ChatOpenAI("gpt-5", withAuth(auth, { temperature: 1 }));
  new ChatOpenAI({ ...withAuth(auth, { model: "gpt-5" }), temperature: 1 });
  new AzureChatOpenAI(withAuth(auth, { azureOpenAIApiDeploymentName: "mine" }));
  new OpenAIEmbeddings(withAuth(auth, { model: "text-embedding-3-small" }));
  new AzureOpenAIEmbeddings(withAuth(auth, { azureOpenAIApiInstanceName: "mine" }));
  new OpenAI(withAuth(auth, { model: "gpt-3.5-turbo-instruct" }));
  new AzureOpenAI(withAuth(auth, { azureOpenAIApiInstanceName: "mine" }));
  new ChatAnthropic(withAuth(auth, { model: "claude-opus-4-8" }));
  new ChatGroq(withAuth(auth, { model: "gpt-oss" }));
  new ChatCerebras(withAuth(auth, { model: "gpt-oss" }));
  new ChatOllama(withAuth(auth, { model: "llama" }));
  new ChatDeepSeek(withAuth(auth, { model: "deepseek-chat" }));
  new ChatMistralAI(withAuth(auth, { model: "mistral-large" }));
  void initChatModel("openai:gpt-5", withAuth(auth, { temperature: 1 }));
});

test("also from a variable, which keeps the types of its fields", () => {
  const fields = withAuth({ key: "key-1" }, { model: "gpt-5", temperature: 1 });
  expectTypeOf(fields).toEqualTypeOf<{ model: string; temperature: number } & { apiKey: string }>();
  new ChatOpenAI(fields);
});

test("a wrong value is an error", () => {
  // @ts-expect-error a model has a name
  new ChatOpenAI(withAuth(auth, { model: 5 }));
  // @ts-expect-error what is required stays so
  new ChatGroq(withAuth(auth, { temperature: 1 }));
  // @ts-expect-error no key
  withAuth({ key: 5 });
  // @ts-expect-error no such field of an auth
  withAuth({ kye: "key-1" });
});

test("a field that does not exist is an error where the class can be inferred or is named", () => {
  // @ts-expect-error no such field
  new OpenAIEmbeddings(withAuth(auth, { modl: "text-embedding-3-small" }));
  // @ts-expect-error no such field
  new ChatOpenAI(withAuth<ChatOpenAIFields>(auth, { modl: "gpt-5" }));
});

test("a drop-in takes an auth beside the fields of its class, and nothing else", () => {
  const model = new DropInChat({ ...auth, model: "gpt-5", temperature: 1 });
  expectTypeOf(model).toExtend<ChatOpenAI>();
  expectTypeOf(model.withConfig({ tags: ["search"] })).toEqualTypeOf<DropInChat>();
  new DropInChat("gpt-5", { key: async () => "key-1" });
  new DropInAzure({ key: "key-1", scheme: "bearer", azureOpenAIApiDeploymentName: "mine" });
  new DropInEmbeddings({ key: "key-1", model: "text-embedding-3-small" });
  // @ts-expect-error no such field
  new DropInChat({ key: "key-1", modl: "gpt-5" });
  // @ts-expect-error a bare promise would be resolved once and never renewed
  new DropInChat({ key: Promise.resolve("key-1") });
  // @ts-expect-error LangChain opens no WebSockets
  new DropInChat({ key: "key-1", native: true });
});
