import { createAnthropic } from "@ai-sdk/anthropic";
import { createGateway, GatewayError } from "@ai-sdk/gateway";
import { createOpenAI } from "@ai-sdk/openai";
import { APICallError, embed, generateText, type LanguageModel, RetryError, streamText } from "ai";
import { describe, expect, test, vi } from "vitest";
import { caught, setUp } from "../test/set-up.ts";
import { type Auth, AuthError, cached, withAuth } from "./index.ts";

const prompt = "Hello";
const baseURL = "http://127.0.0.1:9/v1";
const cause = new Error("no vault");
const transient = () => Object.assign(new Error("busy"), { retryable: true, retryAfter: 5 });

const model = (auth: Auth, address = baseURL) => createOpenAI(withAuth(auth, { baseURL: address }))("gpt-5");

describe("a key that cannot be had for good", () => {
  test.each<[string, Auth, string]>([
    ["a source that fails", { key: () => Promise.reject(cause) }, "key_unavailable"],
    ["a source that has none", { key: () => undefined }, "key_unavailable"],
    ["a key that cannot be one", { key: () => "key 1" }, "key_invalid"],
    ["a header source that fails", { key: "key-1", headers: () => Promise.reject(cause) }, "key_unavailable"],
    [
      "a header that cannot be one",
      { key: "key-1", headers: () => ({ "x-a": "a\u2713" }) },
      "headers_invalid",
    ],
    ["a cache that was closed", { key: closed() }, "closed"],
  ])("is the SDK's error, at the first attempt: %s", async (_what, auth, code) => {
    const error = await caught(generateText({ model: model(auth), prompt }));
    expect(APICallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({
      isRetryable: false,
      statusCode: 401,
      url: `${baseURL}/responses`,
      requestBodyValues: { model: "gpt-5" },
      data: { error: { code } },
      cause: expect.objectContaining({ name: "AuthError", code }),
    });
  });

  test("is asked for once, and once more for each call", async () => {
    const key = vi.fn(() => Promise.reject(cause));
    for (const _ of [1, 2]) await caught(generateText({ model: model({ key }), prompt }));
    expect(key).toHaveBeenCalledTimes(2);
  });

  test("is not retried for the network error behind it, if its source says that it is for good", async () => {
    const reset = Object.assign(new Error("socket"), { code: "ECONNRESET" });
    const failure = new AuthError("key_unavailable", "Access was withdrawn.", {
      cause: new Error("no token", { cause: reset }),
      retryable: false,
    });
    const key = vi.fn(() => Promise.reject(failure));
    expect(await caught(generateText({ model: model({ key }), prompt }))).toMatchObject({
      isRetryable: false,
      message: "Access was withdrawn.",
      cause: { name: "AuthError", code: "key_unavailable" },
    });
    expect(key).toHaveBeenCalledTimes(1);
  });

  test("ends streams and embeddings, too", async () => {
    const key = vi.fn(() => Promise.reject(cause));
    const openai = createOpenAI(withAuth({ key }, { baseURL }));
    const errors: unknown[] = [];
    const stream = streamText({
      model: openai("gpt-5"),
      prompt,
      onError: ({ error }) => void errors.push(error),
    });
    await stream.consumeStream();
    errors.push(await caught(embed({ model: openai.embedding("any"), value: "a" })));
    for (const error of errors) expect(error).toMatchObject({ name: "AI_APICallError", statusCode: 401 });
    expect(errors).toHaveLength(2);
    expect(key).toHaveBeenCalledTimes(2);
  });

  test("is that of the AI Gateway's provider: its own error, not retried", async () => {
    const key = vi.fn(() => Promise.reject(new AuthError("key_unavailable", "No vault.", { cause })));
    const gateway = createGateway(withAuth({ key }, { baseURL }));
    const error = await caught(generateText({ model: gateway("openai/gpt-5"), prompt }));
    expect(GatewayError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({
      message: "No vault.",
      statusCode: 401,
      isRetryable: false,
      cause: { cause: { code: "key_unavailable", cause } },
    });
    expect(key).toHaveBeenCalledTimes(1);
  });
});

describe("a key that may be there at the next try", () => {
  test.each<[string, (auth: Auth, baseURL: string) => LanguageModel]>([
    ["openai", (auth, address) => model(auth, address)],
    [
      "anthropic",
      (auth, address) => createAnthropic(withAuth(auth, { baseURL: address }))("claude-sonnet-4-5"),
    ],
    ["gateway", (auth, address) => createGateway(withAuth(auth, { baseURL: address }))("openai/gpt-5")],
  ])("is waited for as the SDK waits, and as long as the source says: %s", async (_name, make) => {
    const { provider } = await setUp();
    const key = vi.fn((): string => provider.key);
    key.mockImplementationOnce(() => {
      throw transient();
    });
    // Of the gateway's own API the provider knows nothing: it answers 404, after the key.
    await generateText({ model: make({ key }, provider.baseURL), prompt, maxRetries: 1 }).catch(() => {});
    expect(key).toHaveBeenCalledTimes(2);
    expect(provider.requests.map((request) => request.key)).toEqual([provider.key]);
  });

  test("is given up when the SDK gives up, with the SDK's own error", async () => {
    const key = vi.fn(() => Promise.reject(transient()));
    const error = await caught(generateText({ model: model({ key }), prompt }));
    expect(RetryError.isInstance(error) && error.reason).toBe("maxRetriesExceeded");
    expect(RetryError.isInstance(error) && error.lastError).toMatchObject({
      name: "AI_APICallError",
      isRetryable: true,
      responseHeaders: { "retry-after-ms": "5" },
      data: { error: { code: "key_unavailable" } },
    });
    expect((error as RetryError).lastError).toHaveProperty("statusCode", undefined);
    expect(key).toHaveBeenCalledTimes(3);
  });

  test("is so after a time-out of the source, too", async () => {
    const source = cached(() => new Promise<string>(() => {}), { timeout: 10 });
    const error = await caught(generateText({ model: model({ key: source }), prompt, maxRetries: 0 }));
    expect(error).toMatchObject({ isRetryable: true, data: { error: { code: "source_timeout" } } });
  });
});

describe("while the key hangs", () => {
  const hanging: Auth = { key: () => new Promise<string>(() => {}) };

  test("an abort ends the call", async () => {
    const controller = new AbortController();
    const asked = Promise.withResolvers<void>();
    const key = () => {
      asked.resolve();
      return new Promise<string>(() => {});
    };
    const options = { model: model({ key }), prompt, abortSignal: controller.signal };
    const calling = caught(generateText(options));
    await asked.promise;
    controller.abort();
    expect(await calling).toMatchObject({ name: "AbortError" });
  });

  test("the SDK's time-out ends the call", async () => {
    const error = await caught(generateText({ model: model(hanging), prompt, timeout: 20 }));
    expect(error).toMatchObject({ name: "TimeoutError" });
  });

  test("both end a stream", async () => {
    for (const options of [{ timeout: 20 }, { abortSignal: AbortSignal.timeout(20) }]) {
      const parts: string[] = [];
      for await (const { type } of streamText({ model: model(hanging), prompt, ...options }).fullStream)
        parts.push(type);
      expect(parts.at(-1)).toBe("abort");
    }
  });
});

test("what the service itself answers is left as it is", async () => {
  const { provider } = await setUp({ keys: ["key-1"] });
  const error = await caught(generateText({ model: model({ key: "key-2" }, provider.baseURL), prompt }));
  expect(error).toMatchObject({ statusCode: 401, isRetryable: false });
  expect((error as Error).cause).toBeUndefined();
  expect(provider.requests).toHaveLength(1);
});

test("what the fetch inside throws is left as it is", async () => {
  const fetch = () => Promise.reject(cause);
  const openai = createOpenAI(withAuth({ key: "key-1" }, { baseURL, fetch }));
  expect(await caught(generateText({ model: openai("gpt-5"), prompt }))).toBe(cause);
});

function closed() {
  const source = cached(() => "key-1");
  source.close();
  return source;
}

test("the error's text names the source and repeats nothing of what it threw", async () => {
  const vault = () => Promise.reject(new AuthError("key_unavailable", "The vault is sealed."));
  const leaking = () => Promise.reject(new Error("key-secret was refused"));
  const texts = await Promise.all(
    [vault, leaking].map(async (key) => `${await caught(generateText({ model: model({ key }), prompt }))}`),
  );
  expect(texts).toEqual(["AI_APICallError: The vault is sealed.", "AI_APICallError: leaking failed."]);
});
