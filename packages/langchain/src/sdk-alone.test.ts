import { AsyncLocalStorage } from "node:async_hooks";
import { inspect } from "node:util";
import { InMemoryCache } from "@langchain/core/caches";
import { ChatGroq } from "@langchain/groq";
import { AzureChatOpenAI, ChatOpenAI, OpenAIEmbeddings } from "@langchain/openai";
import { initChatModel } from "langchain";
import { expect, test, vi } from "vitest";
import { caught, setUp } from "../test/set-up.ts";

// What LangChain does without Valet Key: the left column of the README's table. Where one of these fails, LangChain
// has changed, and so must the table.

const both = { keys: ["key-of-acme", "key-of-umbrella"] };

test("a refused key is not replaced", async () => {
  const { provider } = await setUp();
  const keys = [provider.key, provider.addKey()];
  provider.revoke(keys[0] ?? "");
  const apiKey = async () => keys.shift() ?? "";
  const model = new ChatOpenAI({ apiKey, configuration: { baseURL: provider.baseURL } });
  expect(await caught(model.invoke("Hello"))).toMatchObject({ lc_error_code: "MODEL_AUTHENTICATION" });
});

test("a key function that fails for good is asked again", async () => {
  const { provider } = await setUp();
  const apiKey = vi.fn(() => Promise.reject(new Error("the vault is sealed")));
  const configuration = { baseURL: provider.baseURL };
  await caught(new ChatOpenAI({ apiKey, configuration, maxRetries: 1 }).invoke("Hello"));
  expect(apiKey).toHaveBeenCalledTimes(2);
});

test("an abort does not end the wait for a key", async () => {
  const { provider } = await setUp();
  const { promise, resolve } = Promise.withResolvers<string>();
  const apiKey = vi.fn(() => promise);
  const controller = new AbortController();
  const model = new ChatOpenAI({ apiKey, configuration: { baseURL: provider.baseURL }, maxRetries: 0 });
  let settled = false;
  const call = caught(model.invoke("Hello", { signal: controller.signal })).finally(() => {
    settled = true;
  });
  await vi.waitFor(() => expect(apiKey).toHaveBeenCalled());
  controller.abort();
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
  expect(settled).toBe(false);
  resolve("key-1");
  await call;
});

test("a model shows the key of its last call", async () => {
  const { provider } = await setUp();
  const apiKey = async () => provider.key;
  const model = new ChatOpenAI({ apiKey, configuration: { baseURL: provider.baseURL } });
  await model.invoke("Hello");
  expect(inspect(model, { depth: 4 })).toContain(provider.key);
});

test("initChatModel sends one tenant's key for another", async () => {
  const { provider } = await setUp(both);
  const configuration = { baseURL: provider.baseURL };
  const model = await initChatModel("gpt-5", { modelProvider: "openai", configurableFields: "any" });
  for (const tenant of ["acme", "umbrella"])
    await model.invoke("Hello", { configurable: { apiKey: async () => `key-of-${tenant}`, configuration } });
  expect(provider.requests.map(({ key }) => key)).toEqual(["key-of-acme", "key-of-acme"]);
});

test("a response cache answers one tenant with what was another's", async () => {
  const { provider } = await setUp(both);
  const configuration = { baseURL: provider.baseURL };
  const cache = new InMemoryCache();
  for (const tenant of ["acme", "umbrella"])
    await new ChatOpenAI({ apiKey: async () => `key-of-${tenant}`, configuration, cache }).invoke("Hello");
  expect(provider.requests).toHaveLength(1);
});

test("embeddings mix up tenants in AsyncLocalStorage, two of which go at a time", async () => {
  const tenants = ["acme", "umbrella", "initech", "hooli"];
  const { provider } = await setUp({ keys: tenants.map((tenant) => `key-of-${tenant}`) });
  const storage = new AsyncLocalStorage<string>();
  const apiKey = async () => `key-of-${storage.getStore()}`;
  const embeddings = new OpenAIEmbeddings({ apiKey, configuration: { baseURL: provider.baseURL } });
  await Promise.all(tenants.map((tenant) => storage.run(tenant, () => embeddings.embedQuery(tenant))));
  const mixedUp = provider.requests.filter(
    ({ key, text }) => !text.includes(`${key}`.slice("key-of-".length)),
  );
  expect(mixedUp.length).toBeGreaterThan(0);
});

test("classes without key functions send the text of one", async () => {
  const { provider } = await setUp();
  const apiKey = (async () => "key-1") as unknown as string;
  await caught(new ChatGroq({ model: "x", apiKey, baseUrl: provider.origin, maxRetries: 0 }).invoke("Hello"));
  const azure = new AzureChatOpenAI({
    azureOpenAIApiKey: apiKey,
    azureOpenAIEndpoint: provider.origin,
    azureOpenAIApiDeploymentName: "mine",
    azureOpenAIApiVersion: "2025-04-01-preview",
    maxRetries: 0,
  });
  await caught(azure.invoke("Hello"));
  const [groq, atAzure] = provider.requests.map(({ headers }) => headers);
  expect(groq?.get("authorization")).toContain("=>");
  expect(atAzure?.get("api-key")).toContain("=>");
});
