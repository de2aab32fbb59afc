import { cached } from "@valetkey/core";
import { withAuth } from "@valetkey/openai";
import { startProvider } from "@valetkey/testing";
import OpenAI, { AzureOpenAI } from "openai";
import { beforeEach, expect, test, vi } from "vitest";
import { caught } from "../../test/caught.ts";
import { callsOf, openaiSdk } from "../../test/drivers/index.ts";
import { type PayiPresetOptions, payi, payiHeaders } from "../index.ts";

beforeEach(() => {
  for (const name of ["PAYI_API_KEY", "PAYI_BASE_URL", "ASCERTA_API_KEY", "ASCERTA_BASE_URL"])
    vi.stubEnv(name, undefined);
});

const endpoint = "https://example.openai.azure.com/";
const signer = () => ({ authorization: "AWS4-HMAC-SHA256 signature-1", "x-amz-date": "today" });
const own = { apiKey: "own-1" };

test.each<[string, PayiPresetOptions, string, Record<string, string>]>([
  ["OpenAI", { route: "openai", key: "key-1", ...own }, "openai/v1", { authorization: "Bearer key-1" }],
  ["Anthropic", { route: "anthropic", key: "key-1", ...own }, "anthropic", { "x-api-key": "key-1" }],
  [
    "Azure with a key",
    {
      route: "azure.openai",
      endpoint,
      priceAsResource: "gpt-4o",
      key: "key-1",
      resourceScope: "global",
      ...own,
    },
    "azure.openai/openai",
    {
      "api-key": "key-1",
      "xproxy-provider-baseuri": "https://example.openai.azure.com",
      "xproxy-priceas-resource": "gpt-4o",
      "xproxy-resource-scope": "global",
    },
  ],
  [
    "Azure with a token",
    { route: "azure.openai", endpoint, priceAsResource: "gpt-4o", token: () => "token-1", ...own },
    "azure.openai/openai",
    { authorization: "Bearer token-1" },
  ],
  [
    "Anthropic's models on Azure",
    { route: "azure.anthropic", endpoint, priceAsResource: "claude", key: "key-1", ...own },
    "azure.anthropic",
    { "x-api-key": "key-1", "xproxy-provider-baseuri": "https://example.openai.azure.com" },
  ],
  [
    "Bedrock with a key",
    { route: "aws.bedrock", region: "us-west-2", key: "key-1", ...own },
    "aws.bedrock",
    {
      authorization: "Bearer key-1",
      "xproxy-provider-baseuri": "https://bedrock-runtime.us-west-2.amazonaws.com",
    },
  ],
  [
    "Bedrock with a signature",
    { route: "aws.bedrock", region: "us-west-2", signer, ...own },
    "aws.bedrock",
    { authorization: "AWS4-HMAC-SHA256 signature-1", "x-amz-date": "today" },
  ],
  [
    "Databricks",
    {
      route: "databricks",
      workspace: "dbc-example.cloud.databricks.com",
      cloud: "aws",
      priceAsResource: "llama",
      key: "key-1",
      ...own,
    },
    "openai/v1",
    {
      authorization: "Bearer key-1",
      "xproxy-provider-baseuri": "https://dbc-example.cloud.databricks.com/serving-endpoints",
      "xproxy-priceas-category": "system.databricks.aws",
      "xproxy-priceas-resource": "llama",
    },
  ],
])("routes to %s", async (_name, options, path, headers) => {
  await using server = await startProvider({ verify: () => true });
  const auth = payi({ ...options, host: `${server.origin}/` });
  expect(auth.baseURL).toBe(`${server.origin}/api/v1/proxy/${path}`);
  // The loopback provider has no such paths: what counts is what arrives.
  await openaiSdk(auth)
    .models?.()
    .catch(() => {});
  const [request] = server.requests;
  expect(request?.path).toBe(`/api/v1/proxy/${path}/models`);
  const seen = Object.fromEntries(request?.headers ?? []);
  expect(seen).toMatchObject({ "xproxy-api-key": "own-1", ...headers });
  for (const slot of ["authorization", "api-key", "x-api-key"])
    if (!(slot in headers)) expect(seen).not.toHaveProperty(slot);
});

test("lets AzureOpenAI add its own path", async () => {
  await using server = await startProvider({ verify: () => true });
  const auth = payi({
    route: "azure.openai",
    endpoint,
    priceAsResource: "gpt-4o",
    key: "key-1",
    host: server.origin,
    ...own,
  });
  const client = new AzureOpenAI(withAuth(auth, { apiVersion: "2024-10-21", maxRetries: 0 }));
  await callsOf(client)
    .chat?.()
    .catch(() => {});
  expect(server.requests[0]?.url.href).toContain(
    "/api/v1/proxy/azure.openai/openai/deployments/gpt-5/chat/completions?api-version=2024-10-21",
  );
});

test("recovers from a refusal of either key, with headers of its own for every request", async () => {
  await using provider = await startProvider();
  let key = provider.require("xProxy-Api-Key");
  let user = 0;
  const calls = openaiSdk(
    payi({
      route: "openai",
      key: cached(() => provider.key),
      apiKey: cached(() => key),
      baseURL: provider.baseURL,
      useCaseName: "search",
      headers: () => payiHeaders({ userId: `user-${++user}` }),
    }),
  );
  await calls.chat?.();
  provider.rotate();
  await calls.chat?.();
  key = provider.require("xProxy-Api-Key");
  await calls.chat?.();
  expect(provider.stats.statuses).toEqual({ 200: 3, 401: 2 });
  for (const [index, { headers }] of provider.requests.entries()) {
    expect(headers.get("xproxy-user-id")).toBe(`user-${index + 1}`);
    expect(headers.get("xproxy-usecase-name")).toBe("search");
  }
});

test("has two names, and reads the newer one's variables first", async () => {
  const make = (brand?: "ascerta") =>
    payi({ route: "openai", key: "key-1", ...(brand && { brand }) } as PayiPresetOptions);
  expect(make().baseURL).toBe("https://api.pay-i.com/api/v1/proxy/openai/v1");
  expect(make("ascerta").baseURL).toBe("https://api.ascerta.com/api/v1/proxy/openai/v1");
  vi.stubEnv("PAYI_BASE_URL", "https://old.example.com/");
  expect(make("ascerta").baseURL).toBe("https://old.example.com/api/v1/proxy/openai/v1");
  vi.stubEnv("ASCERTA_BASE_URL", "https://new.example.com");
  expect(make().baseURL).toBe("https://old.example.com/api/v1/proxy/openai/v1");
  expect(make("ascerta").baseURL).toBe("https://new.example.com/api/v1/proxy/openai/v1");

  await using server = await startProvider({ keys: ["key-1"] });
  vi.stubEnv("ASCERTA_BASE_URL", server.origin);
  const client = new OpenAI(withAuth(make("ascerta"), { maxRetries: 0 }));
  const error = (await caught(client.models.list())) as Error;
  expect(error.message).toContain("payi(): set ASCERTA_API_KEY or set PAYI_API_KEY or pass apiKey.");
  expect(server.requests).toHaveLength(0);
  for (const [name, key] of [
    ["PAYI_API_KEY", "own-1"],
    ["ASCERTA_API_KEY", "own-2"],
  ] as const) {
    vi.stubEnv(name, key);
    await caught(client.models.list());
    expect(server.requests.at(-1)?.headers.get("xproxy-api-key")).toBe(key);
  }
});

test.each<[string, object]>([
  ["route has to be", { route: "google.vertex", key: "key-1" }],
  ["brand has to be", { route: "openai", key: "key-1", brand: "other" }],
  [
    "endpoint has to be an http or https address",
    { route: "azure.openai", key: "key-1", endpoint: "example", priceAsResource: "gpt-5" },
  ],
  ["region has to", { route: "aws.bedrock", key: "key-1", region: "x.evil.example/#" }],
  ["region has to", { route: "aws.bedrock", key: "key-1" }],
  [
    "workspace has to",
    { route: "databricks", key: "key-1", workspace: "", cloud: "aws", priceAsResource: "llama" },
  ],
  ["pass workspace", { route: "databricks", key: "key-1", cloud: "aws", priceAsResource: "llama" }],
  ["cloud has to be", { route: "databricks", key: "key-1", workspace: "a", cloud: "other" }],
  ["pass priceAsResource", { route: "databricks", key: "key-1", workspace: "a", cloud: "aws" }],
  ["pass priceAsResource", { route: "azure.openai", key: "key-1", endpoint }],
  ["signer has to be a function", { route: "aws.bedrock", region: "a", signer: "secret-1" }],
  ["there is no option token", { route: "openai", key: "key-1", token: "token-1" }],
  ["there is no option user", { route: "openai", key: "key-1", user: "b" }],
])("%s: refused when it is made", async (problem, options) => {
  const error = await caught(() => payi(options as PayiPresetOptions));
  expect(error).toBeInstanceOf(TypeError);
  expect((error as Error).message).toContain(`payi(): ${problem}`);
  expect((error as Error).message).not.toContain("secret-1");
});

test.each([
  [
    "key and token",
    { route: "azure.openai", endpoint, priceAsResource: "gpt-5", key: "key-1", token: "key-2" },
  ],
  ["key and signer", { route: "aws.bedrock", region: "eu-west-1", key: "key-1", signer }],
])("%s exclude each other", async (names, options) => {
  const error = await caught(() => payi(options as PayiPresetOptions));
  expect(error).toMatchObject({
    code: "auth_conflict",
    message: `payi(): ${names} exclude each other; remove one.`,
  });
});

test("what cannot be sent is refused in the preset's own name", async () => {
  const error = await caught(() => payi({ route: "openai", key: "key-1", userId: "secret-1é" }));
  expect(error).toMatchObject({
    code: "headers_invalid",
    message: "payi(): xProxy-User-ID has U+00E9 at index 8, and only ASCII can be sent.",
  });
});
