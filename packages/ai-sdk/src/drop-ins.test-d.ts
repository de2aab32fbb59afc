import type { AnthropicProvider } from "@ai-sdk/anthropic";
import type { AzureOpenAIProvider } from "@ai-sdk/azure";
import type { OpenAIProvider, OpenAIProviderSettings } from "@ai-sdk/openai";
import { expectTypeOf, test } from "vitest";
import { anthropic, createAnthropic } from "./anthropic.ts";
import { azure, createAzure } from "./azure.ts";
import { cached } from "./index.ts";
import { createOpenAI, openai } from "./openai.ts";
import { createOpenAICompatible } from "./openai-compatible.ts";

declare const official: OpenAIProviderSettings;
const key = cached(async () => "key-1");
const headers = [() => ({ "x-trace-id": "1" }), { "x-tenant": "acme" }];

test("a drop-in makes the provider of the SDK", () => {
  expectTypeOf(createOpenAI({ key, headers })).toEqualTypeOf<OpenAIProvider>();
  expectTypeOf(createAzure({ key, headers, resourceName: "example" })).toEqualTypeOf<AzureOpenAIProvider>();
  expectTypeOf(createAnthropic({ key, headers })).toEqualTypeOf<AnthropicProvider>();
  expectTypeOf([openai, azure, anthropic]).toExtend<unknown[]>();
  expectTypeOf(openai).toEqualTypeOf<OpenAIProvider>();
  const any = createOpenAICompatible<"chat", "text", "embed", "image">({
    key,
    headers,
    name: "any",
    baseURL: "https://gateway.example.com/v1",
  });
  expectTypeOf(any.chatModel).parameter(0).toEqualTypeOf<"chat">();
});

test("it takes what the official factory takes", () => {
  createOpenAI(official);
  createOpenAI({ apiKey: () => "key-1", organization: "acme" });
  createAzure({ tokenProvider: async () => "key-1" });
  createAnthropic({ authToken: async () => "key-1" });
});

test("and nothing else", () => {
  // @ts-expect-error: a typo.
  createOpenAI({ key, organisation: "acme" });
  // @ts-expect-error: a typo.
  createAzure({ key, header: headers });
  // @ts-expect-error: it has no WebSockets, nor a place for a key function.
  createAzure({ key, native: true });
  // @ts-expect-error: it has no WebSockets.
  createAnthropic({ key, native: true });
  // @ts-expect-error: nobody says where it is.
  createOpenAICompatible({ key, name: "any" });
});
