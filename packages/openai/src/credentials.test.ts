import Official, { AzureOpenAI as OfficialAzure, OpenAIError } from "openai";
import { describe, expect, test, vi } from "vitest";
import { setUp } from "../test/set-up.ts";
import { type Auth, AzureOpenAI, bearer, header, OpenAI, type OpenAIOptions, withAuth } from "./index.ts";

const azure = { endpoint: "https://example.openai.azure.com", apiVersion: "2025-04-01-preview" };
const identity = {
  identityProviderId: "idp",
  serviceAccountId: "account",
  provider: { tokenType: "jwt" as const, getToken: async () => "key-1" },
};
const function_ = async () => "key-1";

/** What the request of a client carried, if the provider stands where the SDK's own address is. */
async function keySent(
  make: (provider: { baseURL: string; origin: string }) => Official,
): Promise<string | undefined> {
  const { provider } = await setUp();
  const client = make(provider);
  await client.models.list({ maxRetries: 0 }).catch(() => {});
  return provider.requests.at(-1)?.key;
}

describe("a key among the SDK's options", () => {
  test.each<[string, OpenAIOptions]>([
    ["a string", { apiKey: "key-1" }],
    ["an async function", { apiKey: function_ }],
  ])("is adopted: %s", async (_kind, options) => {
    const { provider } = await setUp({ keys: ["key-1"] });
    const { baseURL } = provider;
    for (const client of [
      new OpenAI({ ...options, baseURL }),
      new Official(withAuth({}, { ...options, baseURL })),
    ]) {
      expect(client.apiKey).toMatch(/^valetkey-placeholder-/);
      await client.models.list();
    }
    expect(provider.stats.statuses).toEqual({ 200: 2 });
  });

  test("is asked again when it was refused, so that to change the import is enough", async () => {
    const { provider } = await setUp();
    const apiKey = vi.fn(async () => provider.key);
    const client = new OpenAI({ apiKey, baseURL: provider.baseURL, maxRetries: 0 });
    await client.models.list();
    apiKey.mockImplementationOnce(async () => {
      const old = provider.key;
      provider.rotate();
      return old;
    });
    await client.models.list();
    expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
  });
});

describe("two credentials", () => {
  test.each<[string, OpenAIOptions & Auth]>([
    ["key and apiKey", { key: "key-1", apiKey: "key-2" }],
    ["key and apiKey", { key: "key-1", apiKey: function_ }],
    ["key and workloadIdentity", { key: "key-1", workloadIdentity: identity }],
    ["apiKey and workloadIdentity", { apiKey: "key-1", workloadIdentity: identity }],
    ["key and provider", { key: "key-1", provider: {} as NonNullable<OpenAIOptions["provider"]> }],
  ])("are refused: %s", (names, options) => {
    const conflict = { code: "auth_conflict", message: `${names} exclude each other; remove one.` };
    expect(() => new OpenAI(options)).toThrow(expect.objectContaining(conflict));
    const { key, ...rest } = options;
    const arm = () => {
      withAuth(key === undefined ? {} : { key }, rest);
    };
    expect(arm).toThrow(expect.objectContaining(conflict));
  });

  test("are refused for Azure", () => {
    for (const options of [
      { key: "key-1", azureADTokenProvider: function_ },
      { apiKey: "key-1", azureADTokenProvider: function_ },
    ])
      expect(() => new AzureOpenAI({ ...azure, ...options })).toThrow(
        expect.objectContaining({ code: "auth_conflict" }),
      );
  });

  test("never come from the environment", async () => {
    vi.stubEnv("OPENAI_API_KEY", "key-environment");
    vi.stubEnv("AZURE_OPENAI_API_KEY", "key-environment");
    new OpenAI({ key: "key-1" });
    new OpenAI({ workloadIdentity: identity });
    new AzureOpenAI({ ...azure, azureADTokenProvider: function_ });
    new OfficialAzure(withAuth({}, { ...azure, azureADTokenProvider: function_ }));
    new Official(withAuth({}, { workloadIdentity: identity }));
  });
});

describe("the environment's key", () => {
  test("is taken by drop-ins, each from its own variable, and is not held", async () => {
    vi.stubEnv("OPENAI_API_KEY", "key-openai");
    vi.stubEnv("AZURE_OPENAI_API_KEY", "key-azure");
    const { apiVersion } = azure;
    expect(await keySent(({ baseURL }) => new OpenAI({ baseURL }))).toBe("key-openai");
    expect(await keySent(({ origin }) => new AzureOpenAI({ endpoint: origin, apiVersion }))).toBe(
      "key-azure",
    );
    expect(new OpenAI().apiKey).toMatch(/^valetkey-placeholder-/);
  });

  test("is taken by withAuth where the options tell the class, and left to the SDK where not", async () => {
    vi.stubEnv("OPENAI_API_KEY", "key-openai");
    vi.stubEnv("AZURE_OPENAI_API_KEY", "key-azure");
    const { apiVersion } = azure;
    const headers = { "x-team": "search" };
    const client = new OfficialAzure(withAuth({ headers }, azure));
    expect(client.apiKey).toMatch(/^valetkey-placeholder-/);
    expect(
      await keySent(
        ({ origin }) => new OfficialAzure(withAuth({ headers }, { endpoint: origin, apiVersion })),
      ),
    ).toBe("key-azure");
    expect(await keySent(({ baseURL }) => new Official(withAuth({ headers }, { baseURL })))).toBe(
      "key-openai",
    );
  });

  test.each<[string, (baseURL: string) => Official]>([
    ["an address of the auth", (baseURL) => new Official(withAuth({ baseURL }))],
    ["bearer()", (baseURL) => new OpenAI({ headers: bearer("key-own"), baseURL })],
    [
      "a header that carries a key",
      (baseURL) => new OpenAI({ headers: header("x-api-key", "key-own"), baseURL }),
    ],
    [
      "a static credential",
      (baseURL) => new Official(withAuth({ headers: { "api-key": "key-own" } }, { baseURL })),
    ],
  ])("does not travel with %s", async (_what, make) => {
    vi.stubEnv("OPENAI_API_KEY", "key-environment");
    const { provider } = await setUp();
    await make(provider.baseURL)
      .models.list({ maxRetries: 0 })
      .catch(() => {});
    expect(provider.requests).toHaveLength(1);
    expect(JSON.stringify([...(provider.requests[0]?.headers ?? [])])).not.toContain("key-environment");
  });

  test("is displaced by a function that yields a credential", async () => {
    vi.stubEnv("OPENAI_API_KEY", "key-environment");
    const headers = () => ({ authorization: "Bearer key-own" });
    expect(await keySent(({ baseURL }) => new OpenAI({ headers, baseURL }))).toBe("key-own");
  });

  test("does not stand in for a key that is undefined", () => {
    vi.stubEnv("OPENAI_API_KEY", "key-environment");
    const options = { key: process.env.MISSING } as OpenAIOptions;
    expect(() => new OpenAI(options)).toThrow(expect.objectContaining({ code: "key_invalid" }));
  });
});

describe("without a key", () => {
  test("the SDK says what it misses", () => {
    for (const make of [
      () => new OpenAI(),
      () => new OpenAI({ baseURL: "https://gateway.example.com" }),
      () => new Official(withAuth({})),
    ])
      expect(make).toThrow(OpenAIError);
    expect(() => new AzureOpenAI({ key: "key-1", apiVersion: "1" })).toThrow(/AZURE_OPENAI_ENDPOINT/);
    expect(() => new AzureOpenAI({ key: "key-1", endpoint: azure.endpoint })).toThrow(/OPENAI_API_VERSION/);
  });

  test.each<[string, (baseURL: string) => Official]>([
    ["headers", (baseURL) => new OpenAI({ headers: { "x-team": "search" }, baseURL })],
    ["an address", (baseURL) => new Official(withAuth({ baseURL }))],
  ])("%s are enough, and no credential is sent", async (_what, make) => {
    const { provider } = await setUp();
    await make(provider.baseURL)
      .models.list()
      .catch(() => {});
    expect(provider.requests[0]?.headers.has("authorization")).toBe(false);
  });
});

describe("what else the SDK reads from the environment", () => {
  test("stays as it was", async () => {
    const { provider, key } = await setUp();
    vi.stubEnv("OPENAI_BASE_URL", provider.baseURL);
    vi.stubEnv("OPENAI_ORG_ID", "org-1");
    vi.stubEnv("OPENAI_PROJECT_ID", "proj-1");
    for (const client of [new OpenAI({ key }), new Official(withAuth({ key }))]) {
      await client.models.list();
      const { headers } = provider.requests.at(-1) ?? {};
      expect(headers?.get("openai-organization")).toBe("org-1");
      expect(headers?.get("openai-project")).toBe("proj-1");
    }
  });

  test("says where the key belongs, for Azure too", async () => {
    const { provider, key } = await setUp();
    vi.stubEnv("AZURE_OPENAI_ENDPOINT", provider.origin);
    vi.stubEnv("OPENAI_API_VERSION", azure.apiVersion);
    await new AzureOpenAI({ key }).models.list();
    await new OfficialAzure(withAuth({ key })).models.list();
    expect(provider.stats.statuses).toEqual({ 200: 2 });
  });

  test("is not trusted to send a key in the clear", () => {
    vi.stubEnv("OPENAI_BASE_URL", "http://gateway.example.com/v1");
    const refused = expect.objectContaining({ code: "origin_refused" });
    expect(() => new OpenAI({ key: "key-1" })).toThrow(refused);
    expect(() => withAuth({ key: "key-1" })).toThrow(refused);
    new OpenAI({ key: "key-1", origins: ["http://gateway.example.com"] });
  });
});
