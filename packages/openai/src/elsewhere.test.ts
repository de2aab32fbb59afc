import type { Provider } from "@valetkey/testing";
import Official, { AzureOpenAI, type ClientOptions } from "openai";
import { beforeEach, expect, test, vi } from "vitest";
import { setUp } from "../test/set-up.ts";
import { type Auth, withAuth } from "./index.ts";

const identity = ["openai-organization", "openai-project", "x-secret"];

beforeEach(() => {
  vi.stubEnv("OPENAI_ORG_ID", "org-environment");
  vi.stubEnv("OPENAI_PROJECT_ID", "proj-environment");
  vi.stubEnv("OPENAI_CUSTOM_HEADERS", "X-Secret: key-environment\nAuthorization: Bearer key-environment");
});

/** What the last request carried of OpenAI's, and with which key. */
const seen = ({ requests }: Provider) => {
  const { headers, key } = requests.at(-1) ?? {};
  return [key, ...identity.map((name) => headers?.get(name) ?? null)];
};

/** A client at the address that the auth chose. */
const at = ({ baseURL }: Provider, auth: Auth, options: ClientOptions = {}) =>
  new Official(withAuth({ baseURL, ...auth }, { maxRetries: 0, ...options }));

test("where the auth chose another host, nothing goes there of what the environment says of OpenAI", async () => {
  const { provider, key } = await setUp();
  const client = at(provider, { key });
  for (const each of [client, client.withOptions({ timeout: 5_000 })]) {
    await each.models.list();
    expect(seen(provider)).toEqual([provider.key, null, null, null]);
  }
  provider.rotate();
  await client.chat.completions.create({ model: "gpt-5", messages: [{ role: "user", content: "Hello" }] });
  expect(seen(provider)).toEqual([provider.key, null, null, null]);
  const all = provider.requests.flatMap(({ headers }) => [...headers.values()]);
  expect(all.filter((value) => value.includes("environment"))).toEqual([]);
});

test("nor with headers alone, nor to Azure", async () => {
  const { provider, key } = await setUp();
  await at(provider, { headers: () => ({ "x-api-key": provider.key }) }).models.list();
  expect(seen(provider)).toEqual([provider.key, null, null, null]);
  expect(provider.requests[0]?.headers.has("authorization")).toBe(false);
  const baseURL = `${provider.origin}/openai`;
  await new AzureOpenAI(withAuth({ key, baseURL }, { apiVersion: "2025-04-01-preview" })).models.list();
  expect(seen(provider)).toEqual([provider.key, null, null, null]);
  expect(provider.requests.at(-1)?.headers.has("authorization")).toBe(false);
});

test("what the user says himself stays", async () => {
  const { provider, key } = await setUp();
  const defaultHeaders = { "x-secret": "key-environment" };
  await at(provider, { key }, { organization: "org-1", project: "proj-1", defaultHeaders }).models.list();
  expect(seen(provider)).toEqual([provider.key, "org-1", "proj-1", "key-environment"]);
  await at(provider, { key, headers: { "openai-organization": "org-2" } }).models.list();
  expect(seen(provider)).toEqual([provider.key, "org-2", null, null]);
});

test("at OpenAI, at the environment's own address and at one among the options it is as before", async () => {
  vi.stubEnv("OPENAI_CUSTOM_HEADERS", "");
  const { provider, key } = await setUp();
  const { baseURL, origin } = provider;
  await new Official(withAuth({ key }, { baseURL })).models.list();
  expect(seen(provider)).toEqual([provider.key, "org-environment", "proj-environment", null]);
  vi.stubEnv("OPENAI_BASE_URL", `${origin}/other`);
  await at(provider, { key }).models.list();
  expect(seen(provider)).toEqual([provider.key, "org-environment", "proj-environment", null]);
  const client = new Official(withAuth({ key, baseURL: "https://eu.api.openai.com/v1" }));
  expect([client.organization, client.project]).toEqual(["org-environment", "proj-environment"]);
});
