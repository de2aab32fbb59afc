import { createAnthropic } from "@ai-sdk/anthropic";
import { createAzure } from "@ai-sdk/azure";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { WORKFLOW_SERIALIZE } from "@ai-sdk/provider-utils";
import { APICallError, generateText, type LanguageModel } from "ai";
import { describe, expect, test, vi } from "vitest";
import { caught, setUp } from "../test/set-up.ts";
import { cached, withAuth } from "./index.ts";

const prompt = "Hello";
const ask = (model: LanguageModel) => generateText({ model, prompt });

/** What the README's table says of the SDK by itself: once that is no longer so, the table is to be changed. */
describe("the SDK alone", () => {
  test("fails with the 401 of a refused key, and asks its key function once for each call", async () => {
    const { provider } = await setUp();
    const old = provider.key;
    const apiKey = vi.fn(async () => old);
    const openai = createOpenAI({ apiKey, baseURL: provider.baseURL });
    await Promise.all(Array.from({ length: 100 }, () => ask(openai("gpt-5"))));
    expect(apiKey).toHaveBeenCalledTimes(100);
    provider.rotate();
    expect(await caught(ask(openai("gpt-5")))).toMatchObject({ statusCode: 401 });
    expect(apiKey).toHaveBeenCalledTimes(101);
    expect(provider.stats.statuses).toEqual({ 200: 100, 401: 1 });
  });

  test("waits for a key function whatever the abort signal and the time-out say", async () => {
    const { provider } = await setUp();
    const hanging = Promise.withResolvers<string>();
    const openai = createOpenAI({ apiKey: () => hanging.promise, baseURL: provider.baseURL });
    const settled = vi.fn();
    const controller = new AbortController();
    const options = { model: openai("gpt-5"), prompt, maxRetries: 0 };
    const calls = [{ abortSignal: controller.signal }, { timeout: 1 }].map((limit) =>
      generateText({ ...options, ...limit }).then(settled, settled),
    );
    controller.abort();
    const passed = Promise.withResolvers<void>();
    AbortSignal.timeout(20).addEventListener("abort", () => passed.resolve());
    await passed.promise;
    expect(settled).not.toHaveBeenCalled();
    hanging.resolve("key-1");
    await Promise.all(calls);
    expect(settled).toHaveBeenCalledTimes(2);
  });

  test("does not try again when a key function failed, though it says that it may work", async () => {
    const apiKey = vi.fn(() => Promise.reject(Object.assign(new Error("busy"), { status: 503 })));
    const error = await caught(ask(createOpenAI({ apiKey })("gpt-5")));
    expect(APICallError.isInstance(error)).toBe(false);
    expect(apiKey).toHaveBeenCalledTimes(1);
  });

  test("sends another key or none where a key function answers nothing", async () => {
    const { provider } = await setUp();
    vi.stubEnv("OPENAI_API_KEY", "key-environment");
    const settings = { apiKey: () => undefined as unknown as string, baseURL: provider.baseURL };
    await caught(ask(createOpenAI(settings)("gpt-5")));
    await caught(ask(createOpenAICompatible({ name: "any", ...settings })("gpt-5")));
    expect(provider.requests.map(({ key }) => key)).toEqual(["key-environment", undefined]);
  });

  test("takes a key and all headers along on a redirect to somewhere else", async () => {
    for (const make of [createAzure, createAnthropic]) {
      const { provider } = await setUp({ keys: ["key-1"] });
      const { provider: elsewhere } = await setUp();
      provider.redirect({ to: elsewhere.origin });
      const settings = { apiKey: "key-1", baseURL: provider.baseURL, headers: { "x-secret": "our-secret" } };
      await caught(ask(make(settings).languageModel("claude-sonnet-4-5")));
      expect(elsewhere.requests[0]?.key).toBe("key-1");
      expect(elsewhere.requests[0]?.headers.get("x-secret")).toBe("our-secret");
    }
  });

  test("writes the key into the state of a workflow", () => {
    const model = createOpenAI({ apiKey: "key-1" })("gpt-5");
    const kind = model.constructor as unknown as { [WORKFLOW_SERIALIZE](model: unknown): object };
    expect(JSON.stringify(kind[WORKFLOW_SERIALIZE](model))).toContain("key-1");
  });
});

test("with Valet Key a hundred calls ask once, also when their key is refused", async () => {
  const { provider } = await setUp();
  const exchange = vi.fn(async () => provider.key);
  const openai = createOpenAI(withAuth({ key: cached(exchange) }, { baseURL: provider.baseURL }));
  const storm = () => Promise.all(Array.from({ length: 100 }, () => ask(openai("gpt-5"))));
  await storm();
  expect(exchange).toHaveBeenCalledTimes(1);
  provider.rotate();
  await storm();
  expect(exchange).toHaveBeenCalledTimes(2);
});
