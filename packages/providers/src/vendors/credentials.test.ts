import { authFetch, cached } from "@valetkey/core";
import { withAuth } from "@valetkey/openai";
import { type Provider, startProvider } from "@valetkey/testing";
import OpenAI, { AzureOpenAI } from "openai";
import { beforeEach, expect, test, vi } from "vitest";
import { anthropicSdk, callsOf, openaiSdk } from "../../test/drivers/index.ts";
import {
  anthropic,
  azureOpenAI,
  cloudflare,
  cloudflareGateway,
  gemini,
  helicone,
  listPresets,
  openai,
  openrouter,
  type Preset,
  snowflake,
} from "../index.ts";

beforeEach(() => {
  for (const { keyVariables, variables } of listPresets())
    for (const name of [...keyVariables, ...variables]) vi.stubEnv(name, undefined);
});

const authOf = (provider: Provider) => {
  const key = cached(() => provider.key);
  return { endpoint: provider.origin, key, token: key };
};

test.each<[string, string, (provider: Provider) => OpenAI]>([
  [
    "v1 with a key",
    "api-key",
    (provider) => {
      const { endpoint, key } = authOf(provider);
      return new OpenAI(withAuth(azureOpenAI({ endpoint, key }), { maxRetries: 0 }));
    },
  ],
  [
    "v1 with an Entra token",
    "authorization",
    (provider) => {
      const { endpoint, token } = authOf(provider);
      return new OpenAI(withAuth(azureOpenAI({ endpoint, token }), { maxRetries: 0 }));
    },
  ],
  [
    "deployments with a key",
    "api-key",
    (provider) => {
      const { endpoint, key } = authOf(provider);
      const auth = azureOpenAI({ endpoint, key, path: "deployments" });
      return new AzureOpenAI(withAuth(auth, { apiVersion: "2025-04-01-preview", maxRetries: 0 }));
    },
  ],
  [
    "deployments with an Entra token",
    "authorization",
    (provider) => {
      const { endpoint, token } = authOf(provider);
      const auth = azureOpenAI({ endpoint, token, path: "deployments" });
      return new AzureOpenAI(withAuth(auth, { apiVersion: "2025-04-01-preview", maxRetries: 0 }));
    },
  ],
])("Azure, %s: every kind of request, through a rotation, with no other header", async (name, slot, make) => {
  await using provider = await startProvider();
  for (const [call, ask] of Object.entries(callsOf(make(provider)))) {
    provider.rotate();
    provider.clear();
    await ask();
    const { headers, path } = provider.requests.at(-1) as Provider["requests"][number];
    const other = slot === "api-key" ? "authorization" : "api-key";
    expect([call, headers.has(slot), headers.has(other)]).toEqual([call, true, false]);
    expect(path).toMatch(name.startsWith("v1") ? /^\/openai\/v1\// : /^\/openai\/(?!v1)/);
  }
});

test("Anthropic takes its key in either header, and each client has its own version unless it is told one", async () => {
  await using provider = await startProvider({ keys: ["key-1"] });
  const baseURL = provider.origin;
  const key = "key-1";
  for (const auth of ["x-api-key", "bearer"] as const)
    await anthropicSdk(anthropic({ auth, baseURL, key, beta: ["a", "b"] })).messages?.();
  const plain = anthropic({ baseURL, key });
  await authFetch(plain)(`${baseURL}/v1/models`);
  await anthropicSdk(anthropic({ baseURL, key, version: "2024-01-01" })).messages?.();
  await anthropicSdk(plain).messages?.({ "anthropic-version": "2025-01-01" });
  const names = ["x-api-key", "authorization", "anthropic-beta", "anthropic-version"];
  expect(provider.requests.map(({ headers }) => names.map((name) => headers.get(name)))).toEqual([
    ["key-1", null, "a,b", "2026-10-21"],
    [null, "Bearer key-1", "a,b", "2026-10-21"],
    ["key-1", null, null, "2023-06-01"],
    ["key-1", null, null, "2024-01-01"],
    ["key-1", null, null, "2025-01-01"],
  ]);
});

/** What a preset's request carries. */
async function headersOf(make: (baseURL: string) => Preset): Promise<Record<string, string>> {
  await using provider = await startProvider({ verify: () => true });
  await openaiSdk(make(provider.baseURL))
    .models?.()
    .catch(() => {});
  return Object.fromEntries(provider.requests[0]?.headers ?? []);
}

test("Gemini's own API has a header of its own", async () => {
  const headers = await headersOf((baseURL) => gemini({ api: "native", key: "key-1", baseURL }));
  expect(headers).toMatchObject({ "x-goog-api-key": "key-1" });
  expect(headers).not.toHaveProperty("authorization");
});

test("OpenAI and OpenRouter read what else they send from their own variables", async () => {
  vi.stubEnv("OPENAI_ORG_ID", "org-1");
  vi.stubEnv("OPENROUTER_HTTP_REFERER", "https://app.example.com");
  vi.stubEnv("OPENROUTER_APP_TITLE", "Example");
  vi.stubEnv("OPENROUTER_APP_CATEGORIES", "cli-agent,writing");
  const own = await headersOf((baseURL) => openai({ key: "key-1", project: "proj_1", baseURL }));
  expect(own).toMatchObject({ "openai-organization": "org-1", "openai-project": "proj_1" });
  const routed = await headersOf((baseURL) => openrouter({ key: "key-1", title: "Other", baseURL }));
  expect(routed).toMatchObject({
    "http-referer": "https://app.example.com",
    "x-openrouter-title": "Other",
    "x-openrouter-categories": "cli-agent,writing",
  });
});

test("a user's own default headers add to a preset's, and one of the same name wins", async () => {
  const headers = await headersOf((baseURL) =>
    openrouter({
      key: "key-1",
      title: "Example",
      httpReferer: "https://app.example.com",
      baseURL,
      headers: [["X-OpenRouter-Title", "Mine"]],
    }),
  );
  expect(headers).toMatchObject({ "x-openrouter-title": "Mine", "http-referer": "https://app.example.com" });
});

test("Snowflake and Cloudflare are told what they want to know", async () => {
  const snow = await headersOf((baseURL) => snowflake({ key: "key-1", tokenType: "KEYPAIR_JWT", baseURL }));
  expect(snow).toMatchObject({ "x-snowflake-authorization-token-type": "KEYPAIR_JWT" });
  const cloud = await headersOf((baseURL) => cloudflare({ key: "key-1", gatewayId: "production", baseURL }));
  expect(cloud).toMatchObject({ "cf-aig-gateway-id": "production", authorization: "Bearer key-1" });
  const stored = await headersOf((baseURL) =>
    cloudflareGateway({ accountId: "a", gatewayId: "g", token: "own-1", baseURL }),
  );
  expect(stored).toMatchObject({ "cf-aig-authorization": "Bearer own-1" });
  expect(stored).not.toHaveProperty("authorization");
});

test.each<[string, string, (options: { key: () => string; own: () => string; baseURL: string }) => Preset]>([
  [
    "Cloudflare",
    "cf-aig-authorization",
    ({ key, own, baseURL }) =>
      cloudflareGateway({ accountId: "a", gatewayId: "g", key: cached(key), token: cached(own), baseURL }),
  ],
  [
    "Helicone",
    "helicone-auth",
    ({ key, own, baseURL }) =>
      helicone({ mode: "proxy", key: cached(key), heliconeKey: cached(own), baseURL }),
  ],
])("%s: a refusal of either of two keys is recovered", async (_name, header, make) => {
  await using provider = await startProvider();
  let own = "own-1";
  provider.require(header, (value) => value === `Bearer ${own}`);
  const { baseURL } = provider;
  const calls = openaiSdk(make({ key: () => provider.key, own: () => own, baseURL }));
  await calls.chat?.();
  provider.rotate();
  await calls.chat?.();
  own = "own-2";
  await calls.chat?.();
  expect(provider.stats.statuses).toEqual({ 200: 3, 401: 2 });
});

test("Helicone's proxy is told where to forward to", async () => {
  const headers = await headersOf((baseURL) =>
    helicone({
      mode: "proxy",
      key: "key-1",
      heliconeKey: "own-1",
      targetURL: "https://api.groq.com/openai/v1",
      baseURL,
    }),
  );
  expect(headers).toMatchObject({
    authorization: "Bearer key-1",
    "helicone-auth": "Bearer own-1",
    "helicone-target-url": "https://api.groq.com",
  });
});
