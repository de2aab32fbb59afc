import OpenAI from "openai";
import { expect, test } from "vitest";
import { azure, get, HELLO, openai } from "../../test/clients.ts";
import { startProvider } from "../index.ts";

const request = { model: "my-deployment", messages: [...HELLO] };

test("serves AzureOpenAI: deployments, the key in api-key, its own errors", async () => {
  await using provider = await startProvider();
  const client = azure(provider);
  const completion = await client.chat.completions.create(request);
  expect(completion.model).toBe("my-deployment");
  const [seen] = provider.requests;
  expect(seen?.path).toBe("/openai/deployments/my-deployment/chat/completions");
  expect(seen?.headers.get("api-key")).toBe(provider.key);
  await client.embeddings.create({ model: "my-deployment", input: "Hello" });
  expect((await client.files.list()).data).toEqual([]);
  provider.rotate();
  await expect(client.chat.completions.create(request)).rejects.toMatchObject({ status: 401, code: "401" });
});

test("knows Azure's v1 path, and no other path without api-version", async () => {
  await using provider = await startProvider();
  const client = openai(provider, { baseURL: `${provider.origin}/openai/v1` });
  expect((await client.models.list()).data.length).toBeGreaterThan(0);
  expect((await get(provider, "/openai/models")).status).toBe(404);
  expect((await get(provider, "/openai/models?api-version=2025-04-01-preview")).status).toBe(200);
});

test("works with and without /v1 in the base URL", async () => {
  await using provider = await startProvider();
  for (const baseURL of [provider.baseURL, provider.origin, `${provider.origin}/`]) {
    await new OpenAI({ apiKey: provider.key, baseURL }).chat.completions.create(request);
  }
  expect(provider.stats.statuses).toEqual({ 200: 3 });
});
