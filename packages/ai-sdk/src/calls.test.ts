import { type OpenAIProvider, createOpenAI as official } from "@ai-sdk/openai";
import {
  createProviderRegistry,
  customProvider,
  defaultSettingsMiddleware,
  embed,
  embedMany,
  generateImage,
  generateSpeech,
  generateText,
  isStepCount,
  experimental_startBatch as startBatch,
  streamText,
  ToolLoopAgent,
  tool,
  transcribe,
  uploadFile,
  wrapLanguageModel,
  wrapProvider,
} from "ai";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { caught, setUp } from "../test/set-up.ts";
import { type Auth, withAuth } from "./index.ts";
import { createOpenAI } from "./openai.ts";

const prompt = "Hello there";
const weather = tool({
  description: "The weather",
  inputSchema: z.object({ city: z.string() }),
  execute: () => "It rains.",
});
const tools = { weather };
const once = { maxRetries: 0 };

/** Both ways to a provider. */
const ways: [string, (auth: Auth, settings: { baseURL: string }) => OpenAIProvider][] = [
  ["the drop-in", (auth, settings) => createOpenAI({ ...auth, ...settings })],
  ["withAuth()", (auth, settings) => official(withAuth(auth, settings))],
];

/** Every kind of call; each answers something that is the same every time. */
const calls: [string, (openai: OpenAIProvider) => Promise<unknown>][] = [
  ["a text", async (openai) => (await generateText({ model: openai("gpt-5"), prompt, ...once })).text],
  ["a chat", async ({ chat }) => (await generateText({ model: chat("gpt-5"), prompt, ...once })).text],
  [
    "a completion",
    async ({ completion }) =>
      (
        await completion("gpt-5").doGenerate({
          prompt: [{ role: "user", content: [{ type: "text", text: prompt }] }],
        })
      ).content,
  ],
  ["a stream", async (openai) => await streamText({ model: openai("gpt-5"), prompt, ...once }).text],
  [
    "a loop of tools",
    async (openai) =>
      (await generateText({ model: openai("gpt-5"), prompt, tools, stopWhen: isStepCount(3), ...once })).steps
        .length,
  ],
  [
    "an agent",
    async ({ chat }) =>
      (await new ToolLoopAgent({ model: chat("gpt-5"), tools, ...once }).generate({ prompt })).text,
  ],
  [
    "a streamed agent",
    async (openai) =>
      await (await new ToolLoopAgent({ model: openai("gpt-5"), tools, ...once }).stream({ prompt })).text,
  ],
  [
    "a registry",
    async (openai) =>
      (
        await generateText({
          model: createProviderRegistry({ openai }).languageModel("openai:gpt-5"),
          prompt,
          ...once,
        })
      ).text,
  ],
  [
    "a custom provider",
    async (openai) => {
      const { languageModel } = customProvider({
        languageModels: { fast: openai.chat("gpt-5-mini") },
        fallbackProvider: openai,
      });
      const first = await generateText({ model: languageModel("fast"), prompt, ...once });
      const second = await generateText({ model: languageModel("gpt-5" as "fast"), prompt, ...once });
      return [first.text, second.text];
    },
  ],
  [
    "a wrapped model",
    async (openai) => {
      const middleware = defaultSettingsMiddleware({ settings: { temperature: 0 } });
      const model = wrapLanguageModel({ model: openai.chat("gpt-4o"), middleware });
      return (await generateText({ model, prompt, ...once })).text;
    },
  ],
  [
    "a wrapped provider",
    async (provider) => {
      const languageModelMiddleware = defaultSettingsMiddleware({ settings: { maxOutputTokens: 100 } });
      const model = wrapProvider({ provider, languageModelMiddleware }).languageModel("gpt-5");
      return (await generateText({ model, prompt, ...once })).text;
    },
  ],
  [
    "an embedding",
    async ({ embedding }) => (await embed({ model: embedding("any"), value: prompt, ...once })).embedding,
  ],
  [
    "embeddings",
    async ({ embedding }) =>
      (await embedMany({ model: embedding("any"), values: ["a", "b"], ...once })).embeddings,
  ],
  [
    "an image",
    async ({ image }) =>
      (await generateImage({ model: image("gpt-image-1"), prompt, ...once })).image.mediaType,
  ],
  [
    "an edited image",
    async ({ image }) => {
      const edit = { text: prompt, images: [new Uint8Array(8)] };
      return (await generateImage({ model: image("gpt-image-1"), prompt: edit, ...once })).image.mediaType;
    },
  ],
  [
    "speech",
    async ({ speech }) =>
      (await generateSpeech({ model: speech("tts-1"), text: prompt, ...once })).audio.uint8Array.length,
  ],
  [
    "a transcription",
    async ({ transcription }) =>
      (await transcribe({ model: transcription("whisper-1"), audio: new Uint8Array(8), ...once })).text,
  ],
  [
    "a batch",
    async (api) =>
      (
        await startBatch({
          provider: api.experimental_batch(),
          requests: [{ id: "one", type: "text", model: "gpt-5", prompt }],
        })
      ).status,
  ],
  [
    "an upload",
    async (openai) =>
      (await uploadFile({ api: openai, data: new Uint8Array(8), mediaType: "text/plain", filename: "a.txt" }))
        .filename,
  ],
];

describe.each(ways)("through %s", (_way, make) => {
  test.each(calls)("%s survives a rotation", async (_call, call) => {
    const { provider, key } = await setUp();
    const { baseURL, requests } = provider;
    const openai = make({ key, headers: () => ({ "x-tenant": "acme" }) }, { baseURL });
    const before = await call(openai);
    expect(before).toBeTruthy();
    const count = requests.length;
    provider.rotate();
    expect(await call(openai)).toEqual(before);
    expect(requests).toHaveLength(2 * count + 1);
    expect(provider.stats.statuses[401]).toBe(1);
    for (const { headers } of requests) {
      expect(headers.get("x-tenant")).toBe("acme");
      expect(JSON.stringify([...headers])).not.toContain("valetkey");
    }
  });

  test("dynamic headers are asked for every step of a tool loop and for every attempt", async () => {
    const { provider, key } = await setUp();
    const { baseURL } = provider;
    let count = 0;
    const openai = make({ key, headers: async () => ({ "x-count": `${++count}` }) }, { baseURL });
    provider.fail({ status: 429, headers: { "retry-after-ms": "1" } });
    await generateText({ model: openai("gpt-5"), prompt, tools, stopWhen: isStepCount(3) });
    provider.rotate();
    await generateText({ model: openai("gpt-5"), prompt });
    expect(provider.requests.map(({ status }) => status)).toEqual([429, 200, 200, 401, 200]);
    expect(provider.requests.map(({ headers }) => headers.get("x-count"))).toEqual(["1", "2", "3", "4", "5"]);
  });

  test("a key rotates between two steps of a tool loop", async () => {
    const { provider, key } = await setUp();
    const openai = make({ key }, { baseURL: provider.baseURL });
    const execute = () => provider.rotate() && "It rains.";
    const rotating = { weather: tool({ inputSchema: z.object({ city: z.string() }), execute }) };
    const options = { prompt, tools: rotating, stopWhen: isStepCount(3), ...once };
    expect((await generateText({ model: openai("gpt-5"), ...options })).text).toBeTruthy();
    expect(await streamText({ model: openai("gpt-5"), ...options }).text).toBeTruthy();
    expect(provider.stats.statuses).toEqual({ 200: 4, 401: 2 });
  });

  test("the headers of one call go before those of the auth, and its own key before ours", async () => {
    const { provider } = await setUp({ keys: ["key-1", "key-own"] });
    const key = vi.fn(() => "key-1");
    const headers = () => ({ "x-tenant": "source", "user-agent": "acme/1" });
    const openai = make({ key, headers }, { baseURL: provider.baseURL });
    const call = { Authorization: "Bearer key-own", "X-Tenant": "call" };
    await generateText({ model: openai("gpt-5"), prompt, headers: call, ...once });
    await generateText({ model: openai("gpt-5"), prompt, ...once });
    const [first, second] = provider.requests.map(({ headers }) => Object.fromEntries(headers));
    expect(first).toMatchObject({ authorization: "Bearer key-own", "x-tenant": "call" });
    expect(second).toMatchObject({ authorization: "Bearer key-1", "x-tenant": "source" });
    expect(second?.["user-agent"]).toBe("acme/1");
    expect(key).toHaveBeenCalledTimes(1);
  });

  test("a call's own key does not keep the headers from an API whose address only the SDK knows", async () => {
    const sent: Headers[] = [];
    vi.stubGlobal("fetch", async (_url: string, init: RequestInit) => {
      sent.push(new Headers(init.headers));
      return new Response("{}", { status: 403 });
    });
    const headers = () => ({ "x-tenant": "acme" });
    const settings = {} as { baseURL: string };
    for (const call of [{}, { Authorization: "Bearer key-own" }]) {
      const model = make({ key: "key-1", headers }, settings)("gpt-5");
      await caught(generateText({ model, prompt, headers: call, ...once }));
    }
    expect(sent.map((each) => each.get("authorization"))).toEqual(["Bearer key-1", "Bearer key-own"]);
    for (const each of sent) {
      expect(each.get("x-tenant")).toBe("acme");
      expect(JSON.stringify([...each])).not.toContain("valetkey");
    }
  });

  test("a fetch among the settings is the one inside, and sees the real key", async () => {
    const { provider, key } = await setUp();
    const seen: (string | null)[] = [];
    const fetch: typeof globalThis.fetch = (input, init) => {
      seen.push(new Headers(init?.headers).get("authorization"));
      return globalThis.fetch(input, init);
    };
    const settings = { baseURL: provider.baseURL, fetch };
    await generateText({ model: make({ key }, settings)("gpt-5"), prompt, ...once });
    expect(seen).toEqual([`Bearer ${provider.key}`]);
  });

  test("it is the provider of the SDK", async () => {
    const openai = make({ key: "key-1" }, { baseURL: "https://gateway.example.com/v1" });
    expect(Object.keys(openai)).toEqual(Object.keys(official()));
    expect(openai.specificationVersion).toBe("v4");
    expect(openai("gpt-5")).toBeInstanceOf(official()("gpt-5").constructor);
  });
});
