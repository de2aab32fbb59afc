import { createAnthropic } from "@ai-sdk/anthropic";
import { createAzure } from "@ai-sdk/azure";
import { createGroq, type GroqProvider } from "@ai-sdk/groq";
import { createOpenAI, type OpenAIProvider } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { createProviderRegistry } from "ai";
import { createOpenAI as createOpenAI5, type OpenAIProvider as OpenAIProvider5 } from "ai-5-openai";
import { createOpenAI as createOpenAI6, type OpenAIProvider as OpenAIProvider6 } from "ai-6-openai";
import { expectTypeOf, test } from "vitest";
import { type Auth, cached, withAuth } from "./index.ts";

declare const auth: Auth;
const key = cached(async () => ({ value: "key-1", expiresIn: 60 }));
const baseURL = "https://gateway.example.com/v1";

test("what a factory makes keeps its type", () => {
  expectTypeOf(createOpenAI(withAuth({ key }))).toEqualTypeOf<OpenAIProvider>();
  expectTypeOf(createGroq(withAuth(auth, { baseURL }))).toEqualTypeOf<GroqProvider>();
  const compatible = createOpenAICompatible<"chat", "text", "embed", "image">(
    withAuth({ key }, { name: "any", baseURL }),
  );
  expectTypeOf(compatible).parameter(0).toEqualTypeOf<"chat">();
  expectTypeOf(compatible.imageModel).parameter(0).toEqualTypeOf<"image">();
  const registry = createProviderRegistry({ groq: createGroq(withAuth({ key })) });
  expectTypeOf(registry.languageModel).parameter(0).toExtend<`groq:${string}`>();
});

test("so does what a factory of an older version makes", () => {
  expectTypeOf(createOpenAI5(withAuth({ key }, { organization: "acme" }))).toEqualTypeOf<OpenAIProvider5>();
  expectTypeOf(createOpenAI6(withAuth({ key }, { organization: "acme" }))).toEqualTypeOf<OpenAIProvider6>();
  // @ts-expect-error: a typo.
  createOpenAI5(withAuth({ key }, { organisation: "acme" }));
});

test("settings are those of the factory", () => {
  createOpenAI(withAuth({ key }, { organization: "acme", headers: { "x-a": "1" }, fetch: globalThis.fetch }));
  createAzure(withAuth({ key, scheme: "bearer" }, { resourceName: "example", apiVersion: "v1" }));
  createAzure(withAuth({}, { tokenProvider: async () => "key-1" }));
  createAnthropic(withAuth({}, { authToken: async () => "key-1" }));
  createOpenAI(withAuth({}, { apiKey: async () => "key-1" }));
  // @ts-expect-error: a typo.
  createOpenAI(withAuth({ key }, { organisation: "acme" }));
  // @ts-expect-error: a setting of another factory.
  createGroq(withAuth({ key }, { resourceName: "example" }));
  // @ts-expect-error: of the wrong type.
  createAnthropic(withAuth({ key }, { baseURL: 1 }));
});

test("what the auth gives is not required, and what it does not give is", () => {
  createOpenAICompatible(withAuth({ key, baseURL }, { name: "any" }));
  // @ts-expect-error: nobody says the name.
  createOpenAICompatible(withAuth({ key, baseURL }, {}));
});

test("settings may be kept in a variable", () => {
  const settings = withAuth({ key, baseURL }, { name: "any" });
  expectTypeOf(settings).toExtend<{ apiKey: string; baseURL: string; name: string }>();
  createOpenAICompatible(settings);
  const without = withAuth({ key }, { name: "any" });
  // @ts-expect-error: nobody says where it is.
  createOpenAICompatible(without);
  createOpenAI(withAuth({ key }));
  const typo = withAuth({ key }, { organisation: "acme" });
  expectTypeOf(typo.organisation).toEqualTypeOf<string>();
});

test("an auth is one", () => {
  // @ts-expect-error: a promise would be resolved once and never again.
  withAuth({ key: Promise.resolve("key-1") });
  // @ts-expect-error: a typo.
  createOpenAI(withAuth({ keys: key }));
});
