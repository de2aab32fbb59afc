import { inspect } from "node:util";
import { type Provider, startProvider, startTokenIssuer } from "@valetkey/testing";
import OpenAI, { APIConnectionError, AuthenticationError, AzureOpenAI, toFile } from "openai";
import { expect, test, vi } from "vitest";
import { caught } from "../test/caught.ts";
import { createValetInPlace } from "./adapter/index.ts";
import { type Auth, cached, createValet, isAuthError } from "./index.ts";

/** The official SDK with a valet's placeholder and `fetch`; a retry of its own would hide what is shown here. */
function client(provider: Provider, auth: Auth): OpenAI {
  const { baseURL } = provider;
  const options = { replaceable: ["user-agent"], slots: ["authorization"] };
  const valet = createValetInPlace({ baseURL, ...auth }, options);
  return new OpenAI({ apiKey: valet.placeholder, baseURL, fetch: valet.fetch, maxRetries: 0 });
}

/** A cache of the provider's key, which rotates under it. */
const current = (provider: Provider) => cached(() => provider.key);

const question = { model: "gpt-5", messages: [{ role: "user" as const, content: "Hello there" }] };

test("chats, streams, uploads and downloads, with a rotation before each", async () => {
  await using provider = await startProvider();
  const openai = client(provider, { key: current(provider), headers: () => ({ "x-tenant": "acme" }) });
  const uses: Record<string, () => Promise<unknown>> = {
    chat: async () => (await openai.chat.completions.create(question)).choices[0]?.message.content,
    stream: async () => {
      let text = "";
      for await (const chunk of await openai.chat.completions.create({ ...question, stream: true }))
        text += chunk.choices[0]?.delta.content ?? "";
      return text;
    },
    upload: async () => {
      const file = await toFile(Buffer.from('{"a":1}\n'), "lines.jsonl");
      const { id } = await openai.files.create({ file, purpose: "batch" });
      return await (await openai.files.content(id)).text();
    },
    list: async () => (await openai.models.list()).data.length,
  };
  for (const [name, use] of Object.entries(uses)) {
    const before = await use();
    expect(before).toBeTruthy();
    provider.rotate();
    provider.clear();
    expect([name, await use()]).toEqual([name, before]);
    expect(provider.stats.statuses[401]).toBe(1);
    for (const { headers } of provider.requests) expect(headers.get("x-tenant")).toBe("acme");
  }
});

test("does not hold a key, whatever is printed of it", async () => {
  await using provider = await startProvider();
  const openai = client(provider, { key: current(provider) });
  await openai.chat.completions.create(question);
  expect(openai.apiKey).toMatch(/^valetkey-placeholder-/);
  expect(inspect(openai, { depth: 12, showHidden: true })).not.toContain(provider.key);
});

test("finishes a stream whose key is revoked in the middle", async () => {
  await using issuer = await startTokenIssuer();
  await using provider = await startProvider({ issuer });
  const openai = client(provider, { key: cached(issuer.exchange) });
  let chunks = 0;
  for await (const _chunk of await openai.chat.completions.create({ ...question, stream: true }))
    if (++chunks === 2) issuer.revoke();
  expect(chunks).toBeGreaterThan(2);
  await openai.chat.completions.create(question);
  expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
  expect(issuer.exchanges).toBe(2);
});

test("leaves a stream of an upload alone, and renews the key for the next", async () => {
  await using provider = await startProvider();
  const openai = client(provider, { key: current(provider) });
  await openai.models.list();
  provider.rotate();
  const body = new Blob(["{}"]).stream();
  expect(await caught(openai.post("/chat/completions", { body }))).toBeInstanceOf(AuthenticationError);
  expect(provider.stats.statuses).toEqual({ 200: 1, 401: 1 });
  await openai.models.list();
  expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
});

test("respects what a call says of its own: a key, none, or a header", async () => {
  await using provider = await startProvider({ keys: ["key-1", "key-own"] });
  const key = vi.fn(() => "key-1");
  const headers = () => ({ "x-tenant": "source", "user-agent": "acme/1" });
  const openai = client(provider, { key, headers });
  const last = () => Object.fromEntries(provider.requests.at(-1)?.headers ?? []);
  await openai.models.list({ headers: { Authorization: "Bearer key-own", "X-Tenant": "call" } });
  expect(last()).toMatchObject({
    authorization: "Bearer key-own",
    "x-tenant": "call",
    "user-agent": "acme/1",
  });
  expect(await caught(openai.models.list({ headers: { Authorization: null } }))).toBeInstanceOf(
    AuthenticationError,
  );
  expect(last()).not.toHaveProperty("authorization");
  expect(last()).toMatchObject({ "x-tenant": "source" });
  expect(key).not.toHaveBeenCalled();
  expect(provider.requests).toHaveLength(2);
});

test("refuses to take the key to another address that the SDK is given", async () => {
  await using provider = await startProvider();
  await using other = await startProvider();
  const openai = client(provider, { key: current(provider) });
  const error = await caught(openai.get(`${other.origin}/v1/models`));
  expect(error).toBeInstanceOf(APIConnectionError);
  expect((error as Error).cause).toMatchObject({ name: "AuthError", code: "origin_refused" });
  expect(other.requests).toHaveLength(0);
});

test("moves the key of an Azure client to where Entra wants it", async () => {
  await using provider = await startProvider({ slots: ["authorization"] });
  const valet = createValet({ key: current(provider), scheme: "bearer", baseURL: provider.origin });
  const endpoint = provider.origin;
  const apiVersion = "2025-04-01-preview";
  const azure = new AzureOpenAI({
    apiKey: valet.placeholder,
    endpoint,
    apiVersion,
    fetch: valet.fetch,
    maxRetries: 0,
  });
  await azure.chat.completions.create(question);
  provider.rotate();
  await azure.chat.completions.create(question);
  for (const { headers } of provider.requests) expect(headers.has("api-key")).toBe(false);
});

test("gives its key to the SDK as a function, and recovers in fetch all the same", async () => {
  await using provider = await startProvider();
  const exchange = vi.fn(() => provider.key);
  const { baseURL } = provider;
  const valet = createValet({ key: cached(exchange), baseURL });
  const openai = new OpenAI({ apiKey: valet.key, baseURL, fetch: valet.fetch, maxRetries: 0 });
  await openai.chat.completions.create(question);
  provider.rotate();
  await openai.chat.completions.create(question);
  expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
  expect(exchange).toHaveBeenCalledTimes(2);
  // A key of somebody else's is none of its business.
  const own = new OpenAI({ apiKey: "key-own", baseURL, fetch: valet.fetch, maxRetries: 0 });
  expect(await caught(own.models.list())).toBeInstanceOf(AuthenticationError);
  expect(provider.stats.keys.get("key-own")).toBe(1);
});

test("hands the SDK a key that cannot be had as an error, with its cause", async () => {
  await using provider = await startProvider();
  const cause = new Error("no vault");
  const key = () => Promise.reject(cause);
  const { baseURL } = provider;
  const valet = createValet({ key, baseURL });
  const native = new OpenAI({ apiKey: valet.key, baseURL, fetch: valet.fetch, maxRetries: 0 });
  for (const openai of [client(provider, { key }), native]) {
    const error = (await caught(openai.models.list())) as Error;
    expect(error).toBeInstanceOf(OpenAI.OpenAIError);
    expect(isAuthError(error.cause) && error.cause).toMatchObject({ code: "key_unavailable", cause });
  }
  expect(provider.requests).toHaveLength(0);
});

test("ends its wait for a key with the SDK's own time-out, and with the caller's abort", async () => {
  await using provider = await startProvider();
  const openai = client(provider, { key: () => new Promise<string>(() => {}) });
  expect(await caught(openai.models.list({ timeout: 10 }))).toBeInstanceOf(OpenAI.APIConnectionTimeoutError);
  const controller = new AbortController();
  const listing = caught(openai.models.list({ signal: controller.signal }));
  controller.abort();
  expect(await listing).toBeInstanceOf(OpenAI.APIUserAbortError);
  expect(provider.requests).toHaveLength(0);
});
