import { HumanMessage } from "@langchain/core/messages";
import {
  AzureChatOpenAI as OfficialAzure,
  AzureOpenAIEmbeddings as OfficialAzureEmbeddings,
  ChatOpenAI as OfficialChat,
  OpenAIEmbeddings as OfficialEmbeddings,
} from "@langchain/openai";
import { startTokenIssuer } from "@valetkey/testing";
import { createAgent, initChatModel, tool } from "langchain";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { setUp, ways } from "../test/set-up.ts";
import {
  AzureChatOpenAI,
  AzureOpenAIEmbeddings,
  ChatOpenAI,
  cached,
  OpenAIEmbeddings,
  withAuth,
} from "./index.ts";

const weather = tool(() => "sunny", { name: "weather", description: "The weather", schema: z.object({}) });
const schema = z.object({ answer: z.string() });

describe.each(ways)("the auth of %s survives", (_way, make) => {
  test.each<[string, (model: OfficialChat) => { invoke(input: string): Promise<unknown> }]>([
    ["bindTools", (model) => model.bindTools([weather])],
    ["withConfig", (model) => model.withConfig({ tags: ["search"] })],
    ["withStructuredOutput", (model) => model.withStructuredOutput(schema)],
    ["withRetry", (model) => model.withRetry({ stopAfterAttempt: 1 })],
    ["withFallbacks", (model) => model.withFallbacks([model])],
    [
      "all of them",
      (model) =>
        model
          .withConfig({ tags: ["a"] })
          .withConfig({})
          .withRetry()
          .withFallbacks([]),
    ],
  ])("%s", async (_what, derive) => {
    const { provider, key } = await setUp();
    const derived = derive(make(provider, { key, headers: { "x-tenant": "acme" } }));
    await derived.invoke("Hello");
    provider.rotate();
    await derived.invoke("Hello");
    expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
    for (const { headers } of provider.requests) expect(headers.get("x-tenant")).toBe("acme");
  });

  test("createAgent", async () => {
    const { provider, key } = await setUp();
    const agent = createAgent({ model: make(provider, { key }), tools: [weather] });
    const ask = () => agent.invoke({ messages: [new HumanMessage("How is the weather?")] });
    await ask();
    provider.rotate();
    await ask();
    expect(provider.stats.statuses).toEqual({ 200: 4, 401: 1 });
  });

  test("Responses, and what is streamed", async () => {
    const { provider, key } = await setUp();
    const model = make(provider, { key }, { useResponsesApi: true });
    await model.invoke("Hello");
    provider.rotate();
    for await (const _chunk of await model.bindTools([weather]).stream("Hello"));
    expect(provider.requests.every(({ path }) => path.endsWith("/responses"))).toBe(true);
    expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
  });
});

test("initChatModel takes the fields of withAuth", async () => {
  const { provider, key } = await setUp();
  const { baseURL } = provider;
  const model = await initChatModel("openai:gpt-5", withAuth({ key, baseURL }));
  await model.invoke("Hello");
  provider.rotate();
  await model.bindTools([weather]).invoke("Hello");
  expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
});

describe("a drop-in", () => {
  const azure = {
    key: "key-1",
    azureOpenAIApiInstanceName: "example",
    azureOpenAIApiDeploymentName: "mine",
    azureOpenAIApiVersion: "2025-04-01-preview",
  };

  test("is an instance of the official class, and serialises as it does", () => {
    const chat = new ChatOpenAI({ key: "key-1", model: "gpt-5" });
    expect(chat).toBeInstanceOf(OfficialChat);
    expect(new AzureChatOpenAI(azure)).toBeInstanceOf(OfficialAzure);
    expect(new OpenAIEmbeddings({ key: "key-1" })).toBeInstanceOf(OfficialEmbeddings);
    expect(new AzureOpenAIEmbeddings(azure)).toBeInstanceOf(OfficialAzureEmbeddings);
    expect(chat.lc_id).toEqual(new OfficialChat({ apiKey: "x" }).lc_id);
  });

  test("stays what it is when it is derived, and has one client", async () => {
    class Mine extends ChatOpenAI {
      greeting = "Hello";
    }
    const { provider, key } = await setUp();
    const model = new Mine({ key, baseURL: provider.baseURL });
    const derived = model.withConfig({ tags: ["search"] });
    expect(derived).toBeInstanceOf(Mine);
    expect(derived.greeting).toBe("Hello");
    expect(derived.apiKey).toBe(model.apiKey);
    await model.invoke("Hello");
    await derived.invoke("Hello");
    const clientOf = (of: object) => (of as { completions: { client: unknown } }).completions.client;
    expect(clientOf(derived)).toBe(clientOf(model));
  });

  test("leaves the model that it was derived from as it was", async () => {
    const { provider, key } = await setUp();
    const model = new ChatOpenAI({ key, baseURL: provider.baseURL });
    const derived = model.withConfig({ stop: ["a"] }).withConfig({ seed: 1 });
    await model.invoke("Hello");
    await derived.invoke("Hello");
    const [first, second] = provider.requests.map(({ body }) => JSON.parse(`${body}`));
    expect(first).not.toHaveProperty("seed");
    expect(second).toMatchObject({ stop: ["a"], seed: 1 });
  });

  test("takes the model's name in front", async () => {
    const { provider, key } = await setUp();
    await new ChatOpenAI("gpt-5-mini", { key, baseURL: provider.baseURL }).invoke("Hello");
    const deployment = new AzureChatOpenAI("mine", {
      key,
      azureOpenAIEndpoint: provider.origin,
      azureOpenAIApiVersion: azure.azureOpenAIApiVersion,
    });
    await deployment.invoke("Hello");
    expect(provider.requests.map(({ path }) => path)).toEqual([
      "/v1/chat/completions",
      "/openai/deployments/mine/chat/completions",
    ]);
  });

  test("for Azure sends a key as api-key, and derives", async () => {
    const { provider, key } = await setUp({ slots: ["api-key"] });
    const { origin } = provider;
    const base = { ...azure, key, azureOpenAIBasePath: `${origin}/openai/deployments` };
    const chat = new AzureChatOpenAI(base);
    expect(chat.bindTools([weather])).toBeInstanceOf(AzureChatOpenAI);
    await chat.bindTools([weather]).invoke("Hello");
    provider.rotate();
    for await (const _chunk of await chat.withConfig({ seed: 1 }).stream("Hello"));
    await new AzureOpenAIEmbeddings(base).embedDocuments(["Hello", "there"]);
    expect(provider.stats.statuses).toEqual({ 200: 4, 401: 1 });
    for (const { headers } of provider.requests) expect(headers.has("authorization")).toBe(false);
  });

  test("for Azure sends an Entra token in Authorization alone", async () => {
    const issuer = await startTokenIssuer();
    onTestFinished(() => issuer.close());
    const { provider } = await setUp({ issuer, slots: ["authorization"] });
    const token = cached(issuer.exchange);
    const base = {
      azureOpenAIBasePath: `${provider.origin}/openai/deployments`,
      azureOpenAIApiDeploymentName: "mine",
      azureOpenAIApiVersion: azure.azureOpenAIApiVersion,
    };
    await new AzureChatOpenAI({ ...base, key: token, scheme: "bearer" }).invoke("Hello");
    issuer.revoke();
    await new AzureChatOpenAI({ ...base, azureADTokenProvider: token }).invoke("Hello");
    expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
    for (const { headers } of provider.requests) expect(headers.has("api-key")).toBe(false);
  });

  test("changes none of the options that it is given", () => {
    const configuration = Object.freeze({ timeout: 1_000 });
    new ChatOpenAI(Object.freeze({ key: "key-1", headers: Object.freeze({ "x-a": "1" }), configuration }));
    withAuth(Object.freeze({ key: "key-1" }), Object.freeze({ configuration, cache: true }));
  });
});
