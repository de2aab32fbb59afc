import { describeAdapter } from "@valetkey/testing/conformance";
import * as older from "ai-6";
import { describe, expect, test, vi } from "vitest";
import { openaiDriver, type Way } from "../test/openai-driver.ts";
import { setUp } from "../test/set-up.ts";
import { createAnthropic } from "./anthropic.ts";
import { createAzure } from "./azure.ts";
import { withAuth } from "./index.ts";
import { createOpenAI } from "./openai.ts";
import { createOpenAICompatible } from "./openai-compatible.ts";

// Version 6 of the AI SDK, with the first of its providers.
vi.mock("@ai-sdk/anthropic", () => import("ai-6-anthropic"));
vi.mock("@ai-sdk/azure", () => import("ai-6-azure"));
vi.mock("@ai-sdk/openai", () => import("ai-6-openai"));
vi.mock("@ai-sdk/openai-compatible", () => import("ai-6-openai-compatible"));

const ai = older as unknown as NonNullable<Way["ai"]>;
const { createOpenAI: official } = await import("@ai-sdk/openai");

describeAdapter(
  openaiDriver({
    name: "createOpenAI() of @valetkey/ai-sdk/openai, on @ai-sdk/openai 3.0.0",
    connect: ({ baseURL = "", ...auth }, settings) => createOpenAI({ baseURL, ...settings, ...auth }),
    ai,
  }),
  { describe, test },
);

describeAdapter(
  openaiDriver({
    name: "withAuth() of @valetkey/ai-sdk, on @ai-sdk/openai 3.0.0",
    connect: (auth, settings) => official(withAuth(auth, settings)),
    ai,
  }),
  { describe, test },
);

test.each([
  ["authorization", createOpenAI],
  ["authorization", createOpenAICompatible],
  ["api-key", createAzure],
  ["x-api-key", createAnthropic],
])("each drop-in puts the key where it belongs: %s", async (slot, create) => {
  const { provider, key } = await setUp({ slots: [slot] });
  const name = "any";
  const settings = { key, headers: () => ({ "x-tenant": "acme" }), baseURL: provider.baseURL, name };
  const model = create(settings).languageModel("claude-sonnet-4-5");
  const call = { model, prompt: "Hello", maxRetries: 0 };
  const first = provider.key;
  await ai.generateText(call).catch(() => {});
  provider.rotate();
  await ai.generateText(call).catch(() => {});
  expect(provider.requests.map((request) => request.key)).toEqual([first, first, provider.key]);
  for (const { headers } of provider.requests) expect(headers.get("x-tenant")).toBe("acme");
});
