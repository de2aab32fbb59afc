import { HumanMessage } from "@langchain/core/messages";
import type { ChatOpenAI as Official } from "@langchain/openai";
import { createAgent } from "langchain";
import { describe, expect, test, vi } from "vitest";
import { caught, setUp, ways } from "../test/set-up.ts";
import { AuthError, cached, isAuthError } from "./index.ts";

/** What users do with a model. */
const uses: [
  string,
  (model: Official, options?: { signal?: AbortSignal; timeout?: number }) => Promise<unknown>,
][] = [
  ["invoke", (model, options) => model.invoke("Hello", options)],
  [
    "stream",
    async (model, options) => {
      for await (const _chunk of await model.stream("Hello", options));
    },
  ],
  ["batch", (model, options) => model.batch(["Hello", "there"], options)],
  [
    "agents",
    (model, options) =>
      createAgent({ model, tools: [] }).invoke({ messages: [new HumanMessage("Hello")] }, options),
  ],
];

describe.each(ways)("through %s", (_way, make) => {
  describe.each(uses)("in %s", (name, use) => {
    const attempts = name === "batch" ? 2 : 1;

    test("a key that cannot be had is MODEL_AUTHENTICATION, at the first attempt", async () => {
      const { provider } = await setUp();
      const key = vi.fn(() => Promise.reject(new Error("no vault: key-1")));
      const error = await caught(use(make(provider, { key }, { maxRetries: 6 })));
      expect(error).toMatchObject({
        lc_error_code: "MODEL_AUTHENTICATION",
        status: 401,
        code: "key_unavailable",
      });
      expect(String(error)).not.toContain("key-1");
      expect(key).toHaveBeenCalledTimes(attempts);
      expect(provider.requests).toHaveLength(0);
    });

    test("a key that is refused for good is MODEL_AUTHENTICATION, after two requests", async () => {
      const { provider } = await setUp();
      let count = 0;
      const model = make(provider, { key: () => `key-${++count}` }, { maxRetries: 6 });
      const error = await caught(use(model));
      expect(error).toMatchObject({ lc_error_code: "MODEL_AUTHENTICATION", code: "invalid_api_key" });
      expect(provider.stats.statuses).toEqual({ 401: 2 * attempts });
    });

    test("an abort ends the wait for the key", async () => {
      const { provider } = await setUp();
      const asked = Promise.withResolvers<void>();
      const key = () => {
        asked.resolve();
        return new Promise<string>(() => {});
      };
      const controller = new AbortController();
      const use_ = use(make(provider, { key: cached(key) }, { maxRetries: 6 }), {
        signal: controller.signal,
      });
      const error = caught(use_);
      await asked.promise;
      controller.abort();
      expect((await error).name).toMatch(/Abort/);
      expect(provider.requests).toHaveLength(0);
    });

    test("a time-out ends the wait for the key", async () => {
      const { provider } = await setUp();
      const key = cached(() => new Promise<string>(() => {}));
      const error = await caught(use(make(provider, { key }, { maxRetries: 6 }), { timeout: 20 }));
      expect(error.name).toMatch(/Abort|Timeout/);
      expect(provider.requests).toHaveLength(0);
    });
  });

  test("the model's own time-out ends the wait for the key, too", async () => {
    const { provider } = await setUp();
    const key = cached(() => new Promise<string>(() => {}));
    const error = await caught(make(provider, { key }, { timeout: 20 }).invoke("Hello"));
    expect(error.name).toBe("TimeoutError");
  });

  test("what may be over at the next try is left to LangChain's back-off", async () => {
    const { provider } = await setUp();
    const key = vi.fn(() => provider.key);
    key.mockImplementationOnce(() => {
      throw Object.assign(new Error("busy"), { status: 503 });
    });
    const failed = vi.fn();
    await make(provider, { key }, { maxRetries: 1, onFailedAttempt: failed }).invoke("Hello");
    expect(failed).toHaveBeenCalledTimes(1);
    expect(key).toHaveBeenCalledTimes(2);
    expect(provider.stats.statuses).toEqual({ 200: 1 });
  });

  test("and is a connection error with its cause where it is not over", async () => {
    const { provider } = await setUp();
    const cause = new AuthError("key_unavailable", "vault is down.", { retryable: true });
    const error = await caught(make(provider, { key: () => Promise.reject(cause) }).invoke("Hello"));
    expect(error.message).toMatch(/connection error/i);
    expect(isAuthError(error.cause)).toBe(true);
  });

  test("a caller's abort leaves the others waiting", async () => {
    const { provider } = await setUp();
    const { promise, resolve } = Promise.withResolvers<string>();
    const source = vi.fn(() => promise);
    const model = make(provider, { key: cached(source) });
    const controller = new AbortController();
    const aborted = caught(model.invoke("Hello", { signal: controller.signal }));
    const patient = model.invoke("Hello");
    await vi.waitFor(() => expect(source).toHaveBeenCalled());
    controller.abort();
    expect((await aborted).name).toBe("AbortError");
    resolve(provider.key);
    expect((await patient).text).not.toBe("");
  });
});
