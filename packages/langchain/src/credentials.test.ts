import { ChatAnthropic } from "@langchain/anthropic";
import { ChatOpenAI as Official, AzureChatOpenAI as OfficialAzure } from "@langchain/openai";
import type { Provider } from "@valetkey/testing";
import { describe, expect, test, vi } from "vitest";
import { caught, setUp } from "../test/set-up.ts";
import {
  type Auth,
  AzureChatOpenAI,
  bearer,
  ChatOpenAI,
  type ChatOpenAIOptions,
  header,
  withAuth,
} from "./index.ts";

const azure = { azureOpenAIApiDeploymentName: "mine", azureOpenAIApiVersion: "2025-04-01-preview" };
const atAzure = ({ origin }: Provider) => ({ ...azure, azureOpenAIEndpoint: origin });
const identity = {
  identityProviderId: "idp",
  serviceAccountId: "account",
  provider: { tokenType: "jwt" as const, getToken: async () => "key-1" },
};
const function_ = async () => "key-1";

/** The key that a model's request carries. */
async function keySent(
  make: (provider: Provider) => { invoke(prompt: string): Promise<unknown> },
): Promise<string | undefined> {
  const { provider } = await setUp();
  await make(provider)
    .invoke("Hello")
    .catch(() => {});
  return provider.requests.at(-1)?.key;
}

describe("a key among the fields", () => {
  test.each<[string, ChatOpenAIOptions]>([
    ["a string", { apiKey: "key-1" }],
    ["an async function", { apiKey: function_ }],
    ["under its old name, which LangChain forgot", { openAIApiKey: "key-1" }],
    ["in the configuration", { configuration: { apiKey: function_ } }],
  ])("is adopted: %s", async (_kind, fields) => {
    const { provider } = await setUp({ keys: ["key-1"] });
    const configuration = { baseURL: provider.baseURL, ...fields.configuration };
    for (const model of [
      new ChatOpenAI({ ...fields, configuration }),
      new Official(withAuth({}, { ...fields, configuration })),
    ]) {
      expect(model.apiKey).toMatch(/^valetkey-placeholder-/);
      await model.invoke("Hello");
    }
    expect(provider.stats.statuses).toEqual({ 200: 2 });
  });

  test("is adopted for Azure, also as a function, which LangChain sends as its text", async () => {
    const fields = { azureOpenAIApiKey: function_ as unknown as string };
    expect(await keySent((provider) => new AzureChatOpenAI({ ...atAzure(provider), ...fields }))).toBe(
      "key-1",
    );
    expect(
      await keySent((provider) => new OfficialAzure(withAuth({}, { ...atAzure(provider), ...fields }))),
    ).toBe("key-1");
  });

  test("is adopted for Anthropic, where LangChain takes no function", async () => {
    const apiKey = function_ as unknown as string;
    const make = ({ origin }: Provider) =>
      new ChatAnthropic(withAuth({}, { model: "claude-opus-4-8", anthropicApiUrl: origin, apiKey }));
    expect(await keySent(make)).toBe("key-1");
  });

  test("is asked again when it was refused, so that to change the import is enough", async () => {
    const { provider } = await setUp();
    const model = new ChatOpenAI({
      apiKey: async () => provider.key,
      configuration: { baseURL: provider.baseURL },
      maxRetries: 0,
    });
    let old: string | undefined = provider.key;
    provider.rotate();
    const apiKey = async () => {
      const answer = old ?? provider.key;
      old = undefined;
      return answer;
    };
    await model.invoke("Hello");
    await new ChatOpenAI({ apiKey, configuration: { baseURL: provider.baseURL } }).invoke("Hello");
    expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
  });
});

describe("two credentials are refused", () => {
  test.each<[string, ChatOpenAIOptions]>([
    ["key and apiKey", { key: "key-1", apiKey: "key-2" }],
    ["key and openAIApiKey", { key: "key-1", openAIApiKey: function_ }],
    ["apiKey and configuration.apiKey", { apiKey: "key-1", configuration: { apiKey: "key-2" } }],
    [
      "key and configuration.workloadIdentity",
      { key: "key-1", configuration: { workloadIdentity: identity } },
    ],
  ])("%s", (names, fields) => {
    const conflict = { code: "auth_conflict", message: `${names} exclude each other; remove one.` };
    expect(() => new ChatOpenAI(fields)).toThrow(expect.objectContaining(conflict));
    const { key, ...rest } = fields;
    const arm = () => {
      withAuth(key === undefined ? {} : { key }, rest);
    };
    expect(arm).toThrow(expect.objectContaining(conflict));
  });

  test("for Azure", () => {
    const both = { azureADTokenProvider: function_ };
    for (const fields of [
      { ...both, key: "key-1" },
      { ...both, apiKey: "key-1" },
    ])
      expect(() => new AzureChatOpenAI({ ...azure, ...fields })).toThrow(
        expect.objectContaining({ code: "auth_conflict" }),
      );
  });

  test("never on account of the environment", () => {
    vi.stubEnv("OPENAI_API_KEY", "key-environment");
    vi.stubEnv("AZURE_OPENAI_API_KEY", "key-environment");
    new ChatOpenAI({ key: "key-1" });
    new ChatOpenAI({ configuration: { workloadIdentity: identity } });
    new AzureChatOpenAI({ ...azure, azureOpenAIApiInstanceName: "example", azureADTokenProvider: function_ });
  });
});

describe("the environment's key", () => {
  test("is taken by drop-ins, each from its own variable, and is not held", async () => {
    vi.stubEnv("OPENAI_API_KEY", "key-openai");
    vi.stubEnv("AZURE_OPENAI_API_KEY", "key-azure");
    expect(await keySent(({ baseURL }) => new ChatOpenAI({ configuration: { baseURL } }))).toBe("key-openai");
    expect(await keySent((provider) => new AzureChatOpenAI(atAzure(provider)))).toBe("key-azure");
    expect(new ChatOpenAI().apiKey).toMatch(/^valetkey-placeholder-/);
  });

  test("is taken by withAuth where the fields tell the class, and left to the class where not", async () => {
    vi.stubEnv("OPENAI_API_KEY", "key-openai");
    vi.stubEnv("AZURE_OPENAI_API_KEY", "key-azure");
    const headers = { "x-team": "search" };
    expect(await keySent((provider) => new OfficialAzure(withAuth({ headers }, atAzure(provider))))).toBe(
      "key-azure",
    );
    const make = ({ baseURL }: Provider) =>
      new Official(withAuth({ headers }, { configuration: { baseURL } }));
    expect(await keySent(make)).toBe("key-openai");
  });

  test.each<[string, (baseURL: string) => Official]>([
    ["an address of the auth", (baseURL) => new Official(withAuth({ baseURL }))],
    ["an address of the auth, in a drop-in", (baseURL) => new ChatOpenAI({ baseURL })],
    ["bearer()", (baseURL) => new ChatOpenAI({ headers: bearer("key-own"), configuration: { baseURL } })],
    [
      "a header that carries a key",
      (baseURL) =>
        new Official(withAuth({ headers: header("x-api-key", "key-own") }, { configuration: { baseURL } })),
    ],
  ])("does not travel with %s", async (_what, make) => {
    vi.stubEnv("OPENAI_API_KEY", "key-environment");
    const sent = await keySent(({ baseURL }) => make(baseURL));
    expect(sent === undefined || sent === "key-own").toBe(true);
  });

  test("does not stand in for a key that is undefined", () => {
    vi.stubEnv("OPENAI_API_KEY", "key-environment");
    const options = { key: process.env.MISSING } as ChatOpenAIOptions;
    expect(() => new ChatOpenAI(options)).toThrow(expect.objectContaining({ code: "key_invalid" }));
  });
});

describe("without a key", () => {
  test("the class says what it misses", async () => {
    for (const make of [() => new ChatOpenAI(), () => new Official(withAuth({}))])
      expect(String(await caught(make().invoke("Hello")))).toMatch(/credentials/i);
    expect(() => new AzureChatOpenAI(azure)).toThrow(/Token Provider not found/);
    expect(() => new ChatAnthropic(withAuth({}, { model: "claude-opus-4-8" }))).toThrow(/key not found/);
  });

  test.each<[string, (baseURL: string) => Official]>([
    ["headers", (baseURL) => new ChatOpenAI({ headers: { "x-team": "a" }, configuration: { baseURL } })],
    ["an address", (baseURL) => new Official(withAuth({ baseURL }))],
  ])("%s are enough, and no credential is sent", async (_what, make) => {
    const { provider } = await setUp();
    await caught(make(provider.baseURL).invoke("Hello"));
    expect(provider.requests[0]?.headers.has("authorization")).toBe(false);
  });
});

describe("the key goes", () => {
  test("to the address that the class takes from the environment", async () => {
    const { provider, key } = await setUp();
    vi.stubEnv("OPENAI_BASE_URL", provider.baseURL);
    vi.stubEnv("AZURE_OPENAI_ENDPOINT", provider.origin);
    vi.stubEnv("AZURE_OPENAI_API_DEPLOYMENT_NAME", "mine");
    vi.stubEnv("AZURE_OPENAI_API_VERSION", azure.azureOpenAIApiVersion);
    for (const model of [
      new ChatOpenAI({ key }),
      new Official(withAuth({ key })),
      new AzureChatOpenAI({ key }),
      new OfficialAzure(withAuth({ key })),
    ])
      await model.invoke("Hello");
    expect(provider.stats.statuses).toEqual({ 200: 4 });
  });

  test("to the address of the auth, in Azure's fields too", async () => {
    const { provider, key } = await setUp();
    const auth: Auth = { key, baseURL: `${provider.origin}/openai/` };
    await new OfficialAzure(withAuth(auth, azure)).invoke("Hello");
    await new AzureChatOpenAI({ ...azure, ...auth }).invoke("Hello");
    expect(provider.stats.statuses).toEqual({ 200: 2 });
  });

  test("in the clear only to an origin that is named", async () => {
    const configuration = { baseURL: "http://gateway.example.com/v1" };
    const refused = expect.objectContaining({ code: "origin_refused" });
    expect(() => new ChatOpenAI({ key: "key-1", configuration })).toThrow(refused);
    expect(() => withAuth({ key: "key-1" }, { configuration })).toThrow(refused);
    new ChatOpenAI({ key: "key-1", configuration, origins: ["http://gateway.example.com"] });
    vi.stubEnv("OPENAI_BASE_URL", configuration.baseURL);
    expect(() => new ChatOpenAI({ key: "key-1" })).toThrow(refused);
    // Only its request shows of which class a model is.
    expect(await caught(new Official(withAuth({ key: "key-1" })).invoke("Hello"))).toMatchObject({
      code: "origin_refused",
    });
    expect(() => withAuth({ key: "key-1" }, { configuration: { baseURL: "gateway" } })).toThrow(refused);
  });
});
