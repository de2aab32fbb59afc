import { inspect } from "node:util";
import { beforeEach, expect, test, vi } from "vitest";
import { caught } from "../../test/caught.ts";
import {
  anthropic,
  azureOpenAI,
  bedrock,
  cloudflare,
  cloudflareGateway,
  databricks,
  gemini,
  helicone,
  listPresets,
  litellm,
  lmstudio,
  ollama,
  openai,
  openrouter,
  type Preset,
  snowflake,
  vercelGateway,
  vertex,
} from "../index.ts";

beforeEach(() => {
  for (const { variables } of listPresets()) for (const name of variables) vi.stubEnv(name, undefined);
});

const key = "key-1";

test.each<[string, () => Preset, Record<string, string>]>([
  ["https://eu.example.com/v1", () => openai(), { OPENAI_BASE_URL: "https://eu.example.com/v1/" }],
  [
    "https://own.example.com",
    () => openai({ baseURL: "https://own.example.com" }),
    { OPENAI_BASE_URL: "https://eu.example.com" },
  ],
  ["https://llm.example.com", () => anthropic(), { ANTHROPIC_BASE_URL: "https://llm.example.com" }],
  ["https://generativelanguage.googleapis.com/v1beta", () => gemini({ api: "native" }), {}],
  [
    "https://example.openai.azure.com/openai/v1",
    () => azureOpenAI(),
    { AZURE_OPENAI_ENDPOINT: "https://example.openai.azure.com/" },
  ],
  [
    "https://example.openai.azure.com/openai/v1",
    () => azureOpenAI(),
    { AZURE_OPENAI_ENDPOINT: "https://example.openai.azure.com/openai/v1/" },
  ],
  [
    "https://example.openai.azure.com/openai",
    () => azureOpenAI({ endpoint: "https://example.openai.azure.com", path: "deployments" }),
    {},
  ],
  [
    "https://aiplatform.googleapis.com/v1/projects/example.com%3Aproject/locations/global/endpoints/openapi",
    () => vertex({ key, project: "example.com:project" }),
    {},
  ],
  [
    "https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/us-central1/endpoints/openapi",
    () => vertex({ key }),
    { GOOGLE_CLOUD_PROJECT: "p", GOOGLE_CLOUD_LOCATION: "us-central1" },
  ],
  [
    "https://bedrock-mantle.us-west-2.api.aws/openai/v1",
    () => bedrock(),
    { AWS_REGION: "us-west-2", AWS_DEFAULT_REGION: "eu-west-1" },
  ],
  [
    "https://bedrock-runtime.eu-west-1.amazonaws.com/openai/v1",
    () => bedrock({ endpoint: "runtime" }),
    { AWS_DEFAULT_REGION: "eu-west-1" },
  ],
  [
    "https://vpce.example.com/openai/v1",
    () => bedrock(),
    { AWS_BEDROCK_BASE_URL: "https://vpce.example.com/openai/v1" },
  ],
  [
    "https://dbc-1.cloud.databricks.com/serving-endpoints",
    () => databricks(),
    { DATABRICKS_HOST: "https://dbc-1.cloud.databricks.com/" },
  ],
  [
    "https://dbc-1.cloud.databricks.com/serving-endpoints",
    () => databricks({ host: "dbc-1.cloud.databricks.com" }),
    {},
  ],
  [
    "https://org-account.snowflakecomputing.com/api/v2/cortex/v1",
    () => snowflake(),
    { SNOWFLAKE_ACCOUNT: "org-account" },
  ],
  ["http://localhost:1234/v1", () => lmstudio(), {}],
  ["http://localhost:4321/v1", () => lmstudio(), { LMSTUDIO_BASE_URL: "http://localhost:4321" }],
  ["http://localhost:4321/v1", () => lmstudio(), { LMSTUDIO_BASE_URL: "http://localhost:4321/v1/" }],
  ["http://localhost:11434/v1", () => ollama(), {}],
  ["http://127.0.0.1:11434/v1", () => ollama(), { OLLAMA_HOST: "0.0.0.0" }],
  ["http://127.0.0.1:5000/v1", () => ollama(), { OLLAMA_HOST: "127.0.0.1:5000" }],
  ["https://ollama.example.com/v1", () => ollama(), { OLLAMA_HOST: "https://ollama.example.com" }],
  [
    "https://router.example.com/v1",
    () => openrouter(),
    { OPENROUTER_BASE_URL: "https://router.example.com/v1" },
  ],
  [
    "https://api.cloudflare.com/client/v4/accounts/a%2Fb/ai/v1",
    () => cloudflare(),
    { CLOUDFLARE_ACCOUNT_ID: "a/b" },
  ],
  [
    "https://gateway.ai.cloudflare.com/v1/a/g/compat",
    () => cloudflareGateway({ accountId: "a", gatewayId: "g" }),
    {},
  ],
  [
    "https://gateway.ai.cloudflare.com/v1/a/g/groq",
    () => cloudflareGateway({ accountId: "a", gatewayId: "g", provider: "groq", key }),
    {},
  ],
  ["https://ai-gateway.vercel.sh/v4/ai", () => vercelGateway({ api: "native" }), {}],
  ["https://llm.example.com", () => litellm(), { LITELLM_PROXY_API_BASE: "https://llm.example.com/" }],
  ["https://oai.helicone.ai/v1", () => helicone({ mode: "proxy", key }), {}],
  [
    "https://gateway.helicone.ai/openai/v1",
    () => helicone({ mode: "proxy", key, targetURL: "https://api.groq.com/openai/v1" }),
    {},
  ],
  [
    "https://gateway.helicone.ai",
    () => helicone({ mode: "proxy", key, targetURL: "https://llm.example.com" }),
    {},
  ],
])("%s", (baseURL, make, environment) => {
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  expect(make().baseURL).toBe(baseURL);
});

test.each<[string, () => Preset]>([
  ["azureOpenAI(): set AZURE_OPENAI_ENDPOINT or pass endpoint.", () => azureOpenAI({ key })],
  ["vertex(): set GOOGLE_CLOUD_PROJECT or pass project.", () => vertex({ key })],
  ["bedrock(): set AWS_REGION or set AWS_DEFAULT_REGION or pass region.", () => bedrock({ key })],
  ["databricks(): set DATABRICKS_HOST or pass host.", () => databricks({ key })],
  ["snowflake(): set SNOWFLAKE_ACCOUNT or pass account.", () => snowflake({ key })],
  ["cloudflare(): set CLOUDFLARE_ACCOUNT_ID or pass accountId.", () => cloudflare({ key })],
  [
    "cloudflareGateway(): pass gatewayId.",
    () => cloudflareGateway({ accountId: "a", gatewayId: undefined as never }),
  ],
  ["databricks(): host has to be a text.", () => databricks({ host: " " })],
  ["azureOpenAI(): path has to be", () => azureOpenAI({ endpoint: "https://a.test", path: "v2" as "v1" })],
  ["anthropic(): auth has to be", () => anthropic({ auth: "basic" as "bearer" })],
  ["gemini(): api has to be", () => gemini({ api: "vertex" as "native" })],
  ["bedrock(): endpoint has to be", () => bedrock({ endpoint: "agent" as "mantle" })],
  ["vercelGateway(): api has to be", () => vercelGateway({ api: "v4" as "native" })],
  ["helicone(): mode has to be", () => helicone({ mode: "async" as "gateway" })],
  ["helicone(): heliconeKey and targetURL belong to", () => helicone({ heliconeKey: key } as object)],
  [
    "azureOpenAI(): there is no option baseURL; pass endpoint.",
    () => azureOpenAI({ endpoint: "https://a.test", baseURL: "https://b.test" } as object),
  ],
  ["bedrock(): signer has to be a function.", () => bedrock({ region: "a", signer: "user:word" as never })],
  [
    "cloudflareGateway(): provider has to be a text.",
    () => cloudflareGateway({ accountId: "a", gatewayId: "g", provider: "" }),
  ],
  // Nor may any of these lead elsewhere at the same host.
  ["cloudflare(): accountId cannot be dots alone.", () => cloudflare({ accountId: ".." })],
  [
    "cloudflareGateway(): gatewayId cannot be dots",
    () => cloudflareGateway({ accountId: "a", gatewayId: "." }),
  ],
  ["vertex(): project cannot be dots", () => vertex({ key, project: ".." })],
  // None of these may lead a key to another host.
  ["snowflake(): account has to consist of", () => snowflake({ account: "evil.example/#" })],
  ["bedrock(): region has to consist of", () => bedrock({ region: "x.evil.example/?" })],
  ["vertex(): location has to consist of", () => vertex({ key, project: "p", location: "evil.example/" })],
  ["databricks(): host has to be an http", () => databricks({ host: "user:word@evil.example" })],
])("%s", async (problem, make) => {
  const error = await caught(make);
  expect(error).toBeInstanceOf(TypeError);
  expect((error as Error).message).toContain(problem);
  expect(inspect(error)).not.toContain("user:word");
});

test.each<[string, () => Preset]>([
  ["azureOpenAI()", () => azureOpenAI({ endpoint: "https://a.test", key, token: key } as object)],
  ["bedrock()", () => bedrock({ region: "us-west-2", key, signer: () => ({}) })],
])("%s refuses two credentials", async (_name, make) => {
  expect(await caught(make)).toMatchObject({ code: "auth_conflict" });
});
