import { createAnthropic as officialAnthropic } from "@ai-sdk/anthropic";
import { createAzure as officialAzure } from "@ai-sdk/azure";
import { createOpenAI as officialOpenAI } from "@ai-sdk/openai";
import { generateText, type LanguageModel, LoadAPIKeyError } from "ai";
import { describe, expect, test, vi } from "vitest";
import { caught, setUp } from "../test/set-up.ts";
import { anthropic, createAnthropic } from "./anthropic.ts";
import { azure, createAzure } from "./azure.ts";
import { type Auth, bearer, type Fetch, withAuth } from "./index.ts";
import { createOpenAI, openai } from "./openai.ts";
import { createOpenAICompatible } from "./openai-compatible.ts";

const ask = (model: LanguageModel) => generateText({ model, prompt: "Hello", maxRetries: 0 });
const token = async () => "key-1";

describe("a key among the settings is adopted, and renewed when it was refused", () => {
  test.each<[string, string, (baseURL: string, key: () => Promise<string>) => LanguageModel]>([
    [
      "an apiKey of the drop-in",
      "authorization",
      (baseURL, apiKey) => createOpenAI({ baseURL, apiKey })("gpt-5"),
    ],
    [
      "an apiKey of the official factory",
      "authorization",
      (baseURL, apiKey) => officialOpenAI(withAuth({}, { baseURL, apiKey }))("gpt-5"),
    ],
    [
      "a tokenProvider of the drop-in",
      "authorization",
      (baseURL, tokenProvider) => createAzure({ baseURL, tokenProvider }).chat("gpt-5"),
    ],
    [
      "a tokenProvider of the official factory",
      "authorization",
      (baseURL, tokenProvider) => officialAzure(withAuth({}, { baseURL, tokenProvider })).chat("gpt-5"),
    ],
    [
      "an authToken of the drop-in",
      "authorization",
      (baseURL, authToken) => createAnthropic({ baseURL, authToken })("claude-sonnet-4-5"),
    ],
    [
      "an authToken of the official factory",
      "authorization",
      (baseURL, authToken) => officialAnthropic(withAuth({}, { baseURL, authToken }))("claude-sonnet-4-5"),
    ],
  ])("%s", async (_what, slot, model) => {
    const { provider } = await setUp({ slots: [slot] });
    const key = vi.fn(async () => provider.key);
    const instance = model(provider.baseURL, key);
    await ask(instance);
    key.mockImplementationOnce(async () => {
      const old = provider.key;
      provider.rotate();
      return old;
    });
    await ask(instance);
    expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
    for (const { headers } of provider.requests)
      expect([...headers.keys()].filter((name) => /api-key/.test(name))).toEqual([]);
  });

  test("a string is held by us alone", async () => {
    const { provider } = await setUp({ keys: ["key-1"] });
    const settings = withAuth({}, { baseURL: provider.baseURL, apiKey: "key-1" });
    expect(settings.apiKey).toMatch(/^valetkey-placeholder-/);
    await ask(officialOpenAI(settings)("gpt-5"));
    expect(provider.requests[0]?.key).toBe("key-1");
  });
});

describe("two credentials are refused", () => {
  test.each<[string, () => unknown]>([
    ["key and apiKey", () => createOpenAI({ key: "key-1", apiKey: "key-2" })],
    ["key and apiKey", () => withAuth({ key: "key-1" }, { apiKey: token })],
    ["key and tokenProvider", () => createAzure({ key: "key-1", tokenProvider: token })],
    ["apiKey and tokenProvider", () => createAzure({ apiKey: "key-1", tokenProvider: token })],
    ["key and authToken", () => createAnthropic({ key: "key-1", authToken: "key-2" })],
    ["apiKey and authToken", () => withAuth({}, { apiKey: "key-1", authToken: token })],
    ["key and credentialProvider", () => withAuth({ key: "key-1" }, { credentialProvider: token })],
    ["key and accessKeyId", () => withAuth({ key: "key-1" }, { accessKeyId: "id" })],
    ["key and googleAuthOptions", () => withAuth({ key: "key-1" }, { googleAuthOptions: {} })],
    ["key and googleCredentials", () => withAuth({ key: "key-1" }, { googleCredentials: {} })],
  ])("%s", (names, make) => {
    const message = `${names} exclude each other; remove one.`;
    expect(make).toThrow(expect.objectContaining({ code: "auth_conflict", message }));
  });

  test("and never come from the environment", () => {
    vi.stubEnv("OPENAI_API_KEY", "key-environment");
    expect(() => createOpenAI({ key: "key-1" })).not.toThrow();
  });
});

test.each([
  ["undefined", { key: undefined as unknown as string }],
  ["empty", { key: "" }],
  ["a promise", { key: token() as unknown as string }],
  ["text with a space in it", { key: "key 1" }],
])("a key that is %s is refused when the settings are made", (_what, auth) => {
  const refusal = expect.objectContaining({ code: "key_invalid" });
  expect(() => withAuth(auth)).toThrow(refusal);
  expect(() => createOpenAI(auth)).toThrow(refusal);
});

describe("the environment's key", () => {
  /** A `fetch` that notes which key it would have sent where. */
  function spy() {
    const sent: Record<string, string>[] = [];
    const fetch: Fetch = async (_url, init) => {
      sent.push(init?.headers as Record<string, string>);
      return new Response("{}", { status: 403 });
    };
    return { sent, fetch };
  }

  test.each<[string, string, string, (settings: { fetch: Fetch }) => LanguageModel]>([
    ["OPENAI_API_KEY", "authorization", "Bearer key-1", (settings) => createOpenAI(settings)("gpt-5")],
    [
      "AZURE_API_KEY",
      "api-key",
      "key-1",
      (settings) => createAzure({ resourceName: "example", ...settings })("gpt-5"),
    ],
    ["ANTHROPIC_API_KEY", "x-api-key", "key-1", (settings) => createAnthropic(settings)("claude-sonnet-4-5")],
  ])("%s is taken by its drop-in, read at each call", async (variable, slot, value, model) => {
    const { sent, fetch } = spy();
    const instance = model({ fetch });
    vi.stubEnv(variable, undefined);
    expect(await caught(ask(instance))).toMatchObject({
      name: "AI_APICallError",
      message: `env(${variable}) has no key.`,
    });
    vi.stubEnv(variable, "key-1");
    await caught(ask(instance));
    expect(sent.map((headers) => headers[slot])).toEqual([value]);
  });

  test.each<[string, string, () => LanguageModel]>([
    ["openai", "OPENAI_API_KEY", () => openai("gpt-5")],
    ["azure", "AZURE_API_KEY", () => azure("gpt-5")],
    ["anthropic", "ANTHROPIC_API_KEY", () => anthropic("claude-sonnet-4-5")],
  ])("is that of the default instance %s", async (_name, variable, model) => {
    const { sent, fetch } = spy();
    vi.stubGlobal("fetch", fetch);
    vi.stubEnv("AZURE_RESOURCE_NAME", "example");
    vi.stubEnv(variable, "key-1");
    await caught(ask(model()));
    expect(JSON.stringify(sent)).toContain("key-1");
  });

  test("is left to the SDK by withAuth(), which cannot know its name", async () => {
    const { sent, fetch } = spy();
    const model = officialOpenAI(withAuth({ headers: { "x-tenant": "acme" } }, { fetch }))("gpt-5");
    vi.stubEnv("OPENAI_API_KEY", undefined);
    expect(await caught(ask(model))).toBeInstanceOf(LoadAPIKeyError);
    vi.stubEnv("OPENAI_API_KEY", "key-1");
    await caught(ask(model));
    expect(sent).toEqual([expect.objectContaining({ authorization: "Bearer key-1", "x-tenant": "acme" })]);
    expect(JSON.stringify(sent)).not.toContain("valetkey");
  });

  test.each<[string, Auth]>([
    ["an address of the auth's", { baseURL: "https://gateway.example.com/v1" }],
    ["a credential among its headers", { headers: bearer("key-gateway") }],
    ["a credential header of the auth's", { headers: { "API-Key": "key-gateway" } }],
  ])("never goes along with %s", async (_what, auth) => {
    vi.stubEnv("OPENAI_API_KEY", "key-environment");
    const { sent, fetch } = spy();
    await caught(ask(officialOpenAI(withAuth(auth, { fetch }))("gpt-5")));
    const { headers } = auth;
    if (headers) await caught(ask(createOpenAI({ headers, fetch })("gpt-5")));
    expect(sent).not.toHaveLength(0);
    expect(JSON.stringify(sent)).not.toMatch(/key-environment|valetkey/);
  });
});

test("withAuth() leaves settings alone that it has nothing for", () => {
  const settings = { organization: "acme" };
  expect(withAuth({}, settings)).toEqual(settings);
  expect(withAuth({ key: "key-1" }, settings)).not.toBe(settings);
  expect(settings).toEqual({ organization: "acme" });
});

test("a cloud's own credentials stay the SDK's, with the headers of the auth", () => {
  const settings = { credentialProvider: token, region: "us-east-1" };
  const armed = withAuth({ headers: { "x-tenant": "acme" } }, settings);
  expect(armed).toMatchObject(settings);
  expect(armed).not.toHaveProperty("apiKey");
});

describe("an address", () => {
  test.each<[string, () => unknown]>([
    ["without https", () => withAuth({ key: "key-1" }, { baseURL: "http://gateway.example.com/v1" })],
    [
      "without https, the second one",
      () =>
        createAzure({
          key: "key-1",
          baseURL: "https://example.openai.azure.com/openai",
          speechBaseURL: "http://speech.example.com",
        }),
    ],
    ["that is none", () => createOpenAI({ key: "key-1", baseURL: "gateway" })],
    ["that is missing", () => createOpenAICompatible({ name: "any", key: "key-1", baseURL: "" })],
  ])("%s is refused at once", (_what, make) => {
    expect(make).toThrow(expect.objectContaining({ code: "origin_refused" }));
  });

  test("that nobody gave, though the factory needs one, sends nothing", async () => {
    const { createOpenAICompatible: official } = await import("@ai-sdk/openai-compatible");
    const { sent, fetch } = { sent: vi.fn(), fetch: vi.fn<Fetch>() };
    const settings = withAuth({ key: sent }, { name: "any", fetch }) as Parameters<typeof official>[0];
    await caught(ask(official(settings)("gpt-5")));
    expect(fetch).not.toHaveBeenCalled();
  });

  test("among the settings goes before that of the auth", async () => {
    const { provider, key } = await setUp();
    const auth = { key, baseURL: "https://gateway.example.com/v1" };
    await ask(officialOpenAI(withAuth(auth, { baseURL: provider.baseURL }))("gpt-5"));
    expect(provider.stats.statuses).toEqual({ 200: 1 });
  });

  test("in the environment is where the key of a drop-in may go, besides the SDK's own", async () => {
    const { provider, key } = await setUp();
    vi.stubEnv("OPENAI_BASE_URL", provider.baseURL);
    await ask(createOpenAI({ key })("gpt-5"));
    expect(provider.stats.statuses).toEqual({ 200: 1 });
    vi.stubEnv("OPENAI_BASE_URL", "http://gateway.internal/v1");
    const openai = createOpenAI({ key });
    expect(await caught(ask(openai("gpt-5")))).toMatchObject({
      message: "The key may not go to http://gateway.internal unless origins names it.",
      isRetryable: false,
    });
  });

  test("that a drop-in knows is the only one, wherever the SDK may want to take the key", async () => {
    const elsewhere = "https://elsewhere.example.com/v1";
    for (const make of [createOpenAI, createAnthropic]) {
      const model = make({ key: "key-1" }).languageModel("claude-sonnet-4-5");
      const { config } = model as unknown as {
        config: { fetch: Fetch; headers: () => Record<string, string> };
      };
      expect(await caught(config.fetch(elsewhere, { headers: config.headers() }))).toMatchObject({
        data: { error: { code: "origin_refused" } },
      });
    }
  });

  test("without https may get the key if `origins` names it", () => {
    const baseURL = "http://gateway.internal/v1";
    expect(() => createOpenAI({ key: "key-1", baseURL, origins: [baseURL] })).not.toThrow();
  });
});
