import { startTokenIssuer } from "@valetkey/testing";
import { AzureOpenAI as Official } from "openai";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { messages, setUp } from "../test/set-up.ts";
import { type Auth, AzureOpenAI, cached, withAuth } from "./index.ts";

const apiVersion = "2025-04-01-preview";
const question = { model: "my-deployment", messages };

type Make = (auth: Auth, endpoint: string, deployment?: string) => Official;
const ways: [string, Make][] = [
  [
    "the drop-in",
    (auth, endpoint, deployment) =>
      new AzureOpenAI({ ...auth, endpoint, apiVersion, deployment, maxRetries: 0 }),
  ],
  [
    "the official client",
    (auth, endpoint, deployment) =>
      new Official(withAuth(auth, { endpoint, apiVersion, deployment, maxRetries: 0 })),
  ],
];

describe.each(ways)("through %s", (_way, make) => {
  test("a plain api-key rotates", async () => {
    const { provider, key } = await setUp({ slots: ["api-key"] });
    const client = make({ key }, provider.origin);
    await client.chat.completions.create(question);
    provider.rotate();
    await client.chat.completions.create(question);
    expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
    for (const { headers, path } of provider.requests) {
      expect(headers.has("authorization")).toBe(false);
      expect(path).toBe("/openai/deployments/my-deployment/chat/completions");
    }
  });

  test("an Entra token rotates, in Authorization alone", async () => {
    const issuer = await startTokenIssuer();
    onTestFinished(() => issuer.close());
    const { provider } = await setUp({ issuer, slots: ["authorization"] });
    const client = make({ key: cached(issuer.exchange), scheme: "bearer" }, provider.origin, "other");
    await client.embeddings.create({ model: "x", input: "Hello" });
    issuer.revoke();
    await client.embeddings.create({ model: "x", input: "Hello" });
    expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
    for (const { headers, path } of provider.requests) {
      expect(headers.has("api-key")).toBe(false);
      expect(path).toBe("/openai/deployments/other/embeddings");
    }
  });

  test("the key goes to no other address", async () => {
    const { provider, key } = await setUp();
    const other = (await setUp()).provider;
    const client = make({ key }, provider.origin);
    await expect(client.get(`${other.origin}/openai/models`)).rejects.toMatchObject({
      code: "origin_refused",
    });
    provider.redirect({ to: `${other.origin}/download/file` });
    await client.models.list().catch(() => {});
    for (const { headers } of other.requests) expect(headers.has("api-key")).toBe(false);
  });
});

test("the v1 path works as well", async () => {
  const { provider, key } = await setUp();
  const baseURL = `${provider.origin}/openai/v1`;
  for (const client of [
    new AzureOpenAI({ key, baseURL, apiVersion }),
    new Official(withAuth({ key }, { baseURL, apiVersion })),
  ])
    await client.models.list();
  expect(provider.requests[0]?.path).toBe("/openai/v1/models");
});

test("a derived drop-in keeps its version and deployment, and takes no key to another endpoint", async () => {
  const { provider, key } = await setUp();
  const other = (await setUp()).provider;
  const client = new AzureOpenAI({ key, endpoint: provider.origin, apiVersion, deployment: "mine" });
  await client.withOptions({ timeout: 5_000 }).chat.completions.create(question);
  expect(provider.requests[0]?.path).toBe("/openai/deployments/mine/chat/completions");
  const elsewhere = client.withOptions({ baseURL: `${other.origin}/openai` });
  await expect(elsewhere.models.list()).rejects.toMatchObject({ code: "origin_refused" });
  expect(other.requests).toHaveLength(0);
});

test("a token provider is adopted, and asked again when its token was refused", async () => {
  const { provider } = await setUp({ slots: ["authorization"] });
  const { origin: endpoint } = provider;
  const azureADTokenProvider = vi.fn(async () => provider.key);
  for (const client of [
    new AzureOpenAI({ azureADTokenProvider, endpoint, apiVersion }),
    new Official(withAuth({}, { azureADTokenProvider, endpoint, apiVersion })),
  ]) {
    expect(client.apiKey).toMatch(/^valetkey-placeholder-/);
    const before = provider.key;
    provider.rotate();
    azureADTokenProvider.mockResolvedValueOnce(before);
    await client.models.list();
  }
  expect(provider.stats.statuses).toEqual({ 200: 2, 401: 2 });
});

test("in a browser a token is as welcome as the SDK has it, and a key as unwelcome", () => {
  vi.stubGlobal("window", { document: {} });
  const options = { endpoint: "https://example.openai.azure.com", apiVersion };
  new AzureOpenAI({ azureADTokenProvider: async () => "key-1", ...options });
  expect(() => new AzureOpenAI({ key: "key-1", ...options })).toThrow(/browser/);
});

test("a client with a token has no key that null could take away", async () => {
  const { provider } = await setUp();
  const { origin: endpoint } = provider;
  const client = new AzureOpenAI({ azureADTokenProvider: async () => provider.key, endpoint, apiVersion });
  await client.withOptions({ apiKey: null } as object).models.list();
  expect(provider.stats.statuses).toEqual({ 200: 1 });
});

test("a derived client changes from a token to a key, and back", async () => {
  const { provider } = await setUp({ keys: ["key-1", "key-2"] });
  const { origin: endpoint } = provider;
  const sent = async (client: Official) => {
    await client.models.list();
    const { headers } = provider.requests.at(-1) ?? {};
    return [headers?.get("authorization"), headers?.get("api-key")];
  };
  const token = new AzureOpenAI({ azureADTokenProvider: async () => "key-1", endpoint, apiVersion });
  expect(await sent(token)).toEqual(["Bearer key-1", null]);
  const key = token.withOptions({ apiKey: "key-2" });
  expect(await sent(key)).toEqual([null, "key-2"]);
  expect(await sent(key.withOptions({ azureADTokenProvider: async () => "key-1" }))).toEqual([
    "Bearer key-1",
    null,
  ]);
});
