import { createAnthropic } from "@ai-sdk/anthropic";
import { createAzure } from "@ai-sdk/azure";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { withAuth } from "@valetkey/ai-sdk";
import { cached } from "@valetkey/core";
import { type Provider, startProvider } from "@valetkey/testing";
import { generateText, type LanguageModel, streamText } from "ai";
import { expect, test } from "vitest";
import { anthropic, azureOpenAI, deepseek, portkey, portkeyHeaders } from "./index.ts";

type Make = (provider: Provider) => LanguageModel;

const keyOf = (provider: Provider) => cached(() => provider.key);
let trace = 0;
const headers = () => portkeyHeaders({ traceID: `trace-${++trace}` });

test.each<[string, string, Make]>([
  [
    "DeepSeek",
    "authorization",
    (provider) => {
      const auth = deepseek({ key: keyOf(provider), headers, baseURL: provider.baseURL });
      return createOpenAICompatible(withAuth(auth, { name: "deepseek" }))("deepseek-chat");
    },
  ],
  [
    "Azure with a key",
    "api-key",
    (provider) => {
      const auth = azureOpenAI({
        endpoint: provider.origin,
        key: keyOf(provider),
        headers,
      });
      return createAzure(withAuth(auth)).chat("gpt-5");
    },
  ],
  [
    "Azure with an Entra token, which the AI SDK would send as an api-key",
    "authorization",
    (provider) => {
      const auth = azureOpenAI({
        endpoint: provider.origin,
        token: keyOf(provider),
        headers,
      });
      return createAzure(withAuth(auth))("gpt-5");
    },
  ],
  [
    "Anthropic",
    "x-api-key",
    (provider) => {
      const auth = anthropic({ key: keyOf(provider), headers, baseURL: provider.baseURL });
      return createAnthropic(withAuth(auth))("claude-sonnet-5");
    },
  ],
  [
    "Portkey in front of Anthropic, whose key the AI SDK would send where the gateway does not look",
    "authorization",
    (provider) => {
      const { baseURL } = provider;
      const auth = portkey({
        provider: "anthropic",
        apiKey: "own-1",
        key: keyOf(provider),
        headers,
        baseURL,
      });
      return createAnthropic(withAuth(auth))("claude-sonnet-5");
    },
  ],
  [
    "Portkey in front of a provider",
    "authorization",
    (provider) => {
      const auth = portkey({
        provider: "openai",
        apiKey: "own-1",
        key: keyOf(provider),
        headers,
        baseURL: provider.baseURL,
      });
      return createOpenAICompatible(withAuth(auth, { name: "portkey" }))("gpt-5");
    },
  ],
])("%s through the AI SDK: plain, streamed and through a rotation", async (_name, slot, make) => {
  await using provider = await startProvider({ slots: [slot] });
  const model = make(provider);
  const { text } = await generateText({ model, prompt: "Hello", maxRetries: 0 });
  provider.rotate();
  expect(await streamText({ model, prompt: "Hello", maxRetries: 0 }).text).toBe(text);
  expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
  const traces = provider.requests.map((request) => request.headers.get("x-portkey-trace-id"));
  expect(new Set(traces).size).toBe(3);
  for (const { headers: seen } of provider.requests)
    for (const other of ["authorization", "api-key", "x-api-key"])
      expect(seen.has(other)).toBe(other === slot);
});
