import Official, { type ClientOptions } from "openai";
import * as undici from "undici";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { messages, setUp, ways } from "../test/set-up.ts";
import { cached, OpenAI, type OpenAIOptions } from "./index.ts";

const question = { model: "gpt-5", messages };

describe.each(ways)("through %s", (_way, make) => {
  test("is the official class, and says so to the service", async () => {
    const { provider, key } = await setUp();
    const client = make(provider, { key });
    expect(client).toBeInstanceOf(Official);
    await client.models.list();
    await new Official({ apiKey: provider.key, baseURL: provider.baseURL }).models.list();
    const [ours, theirs] = provider.requests.map(({ headers }) => headers.get("user-agent"));
    expect(ours).toBe(theirs);
  });

  test("a call has its own headers, and removes one with null", async () => {
    const { provider } = await setUp({ keys: ["key-1", "key-own"] });
    const key = vi.fn(() => "key-1");
    const headers = () => ({ "x-tenant": "source", "user-agent": "acme/1", "x-own": "source" });
    const client = make(provider, { key, headers }, { defaultHeaders: { "x-default": "1" } });
    const send = async (headers: Record<string, string | null>) => {
      await client.models.list({ headers }).catch(() => {});
      return Object.fromEntries(provider.requests.at(-1)?.headers ?? []);
    };
    expect(await send({ Authorization: "Bearer key-own", "X-Tenant": "call" })).toMatchObject({
      authorization: "Bearer key-own",
      "x-tenant": "call",
      "x-default": "1",
      "user-agent": "acme/1",
    });
    const without = await send({ Authorization: null, "x-default": null });
    expect(without).toMatchObject({ "x-tenant": "source" });
    expect(without).not.toHaveProperty("authorization");
    expect(without).not.toHaveProperty("x-default");
    expect(key).not.toHaveBeenCalled();
  });

  test("the key goes to each of the SDK's headers that a call puts the placeholder in", async () => {
    const { provider, key } = await setUp({ slots: ["api-key"] });
    const client = make(provider, { key });
    await client.models.list({ headers: { "api-key": client.apiKey } });
    expect(provider.stats.statuses).toEqual({ 200: 1 });
  });

  test("the user's own fetch is inside, with its dispatcher", async () => {
    const { provider, key } = await setUp({ tls: true });
    const inside = vi.fn(undici.fetch);
    const dispatcher = new undici.Agent({ connect: { ca: provider.ca } });
    onTestFinished(() => dispatcher.close());
    const fetch = inside as unknown as NonNullable<ClientOptions["fetch"]>;
    const fetchOptions = { dispatcher } as unknown as NonNullable<ClientOptions["fetchOptions"]>;
    const client = make(provider, { key }, { fetch, fetchOptions });
    await client.models.list();
    provider.rotate();
    await client.models.list();
    expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
    expect(inside).toHaveBeenCalledTimes(3);
  });

  test("globalThis.fetch is the one of the moment", async () => {
    const { provider, key } = await setUp();
    const client = make(provider, { key });
    const patched = vi.fn(globalThis.fetch);
    vi.stubGlobal("fetch", patched);
    await client.models.list();
    expect(patched).toHaveBeenCalledTimes(1);
  });

  test("the SDK's retries are its own: as many as said, with the same idempotency key, a new key each", async () => {
    const { provider } = await setUp({ keys: ["key-1", "key-2", "key-3"] });
    let attempt = 0;
    const client = make(provider, { key: () => `key-${++attempt}` }, { maxRetries: 2 });
    provider.fail({ status: 503, times: 2, headers: { "retry-after-ms": "1" } });
    await client.chat.completions.create(question, { idempotencyKey: "once" });
    expect(provider.requests.map(({ key, status }) => [key, status])).toEqual([
      ["key-1", 503],
      ["key-2", 503],
      ["key-3", 200],
    ]);
    expect(new Set(provider.requests.map(({ headers }) => headers.get("idempotency-key"))).size).toBe(1);
    provider.fail({ status: 503, times: 3, headers: { "retry-after-ms": "1" } });
    await expect(client.models.list({ maxRetries: 1 })).rejects.toMatchObject({ status: 503 });
  });

  test("a client that differs in the SDK's options keeps the auth", async () => {
    const { provider, key } = await setUp();
    const client = make(provider, { key, headers: { "x-tenant": "acme" } });
    const derived = client.withOptions({ timeout: 5_000, defaultHeaders: { "x-default": "1" } });
    expect(derived.apiKey).toBe(client.apiKey);
    expect(derived.timeout).toBe(5_000);
    provider.rotate();
    await derived.models.list();
    const { headers } = provider.requests.at(-1) ?? {};
    expect([headers?.get("x-tenant"), headers?.get("x-default")]).toEqual(["acme", "1"]);
  });

  test("a client for another address gets no key", async () => {
    const { provider, key } = await setUp();
    const other = (await setUp()).provider;
    const elsewhere = { baseURL: other.baseURL };
    await expect(make(provider, { key }).withOptions(elsewhere).models.list()).rejects.toMatchObject({
      status: 401,
      code: "origin_refused",
    });
    expect(other.requests).toHaveLength(0);
    const both = { key: "key-1", origins: [provider.origin, other.origin] };
    other.addKey("key-1");
    await make(provider, both).withOptions(elsewhere).models.list();
    expect(other.requests).toHaveLength(1);
  });
});

describe("a drop-in derived", () => {
  test("with another key keeps the headers, and drops the id", async () => {
    const { provider } = await setUp({ keys: ["key-1", "key-2"] });
    const client = new OpenAI({
      key: "key-1",
      id: "acme",
      headers: () => ({ "x-team": "search" }),
      baseURL: provider.baseURL,
    });
    for (const change of [
      { key: cached(() => "key-2") },
      { apiKey: "key-2" },
      { apiKey: async () => "key-2" },
    ]) {
      const derived = client.withOptions(change);
      await derived.models.list();
      const { key, headers } = provider.requests.at(-1) ?? {};
      expect([key, headers?.get("x-team")]).toEqual(["key-2", "search"]);
      expect(derived.apiKey).not.toBe(client.apiKey);
      expect(derived.apiKey).not.toContain("acme");
    }
    expect(client.withOptions({ key: "key-2", id: "other" }).apiKey).toMatch(/-other$/);
  });

  test("with other headers keeps the key, and so from one generation to the next", async () => {
    const { provider, key } = await setUp();
    const client = new OpenAI({ key, headers: { "x-a": "1" }, baseURL: provider.baseURL });
    const derived = client.withOptions({ headers: { "x-b": "2" } }).withOptions({ timeout: 5_000 });
    expect(derived.apiKey).toBe(client.apiKey);
    await derived.models.list();
    const { headers } = provider.requests.at(-1) ?? {};
    expect([headers?.get("x-a"), headers?.get("x-b")]).toEqual([null, "2"]);
  });

  test("has no longer a key when it is told null", async () => {
    const { provider } = await setUp();
    const { key, baseURL } = provider;
    vi.stubEnv("OPENAI_API_KEY", key);
    for (const client of [new OpenAI({ key, baseURL }), new OpenAI({ apiKey: key, baseURL })]) {
      const cleared = { apiKey: null } as Partial<OpenAIOptions>;
      await expect(async () => client.withOptions(cleared).models.list()).rejects.toThrow();
    }
    expect(provider.requests.some((request) => request.key === key)).toBe(false);
  });

  test("with another fetch has that one inside, and the auth around it", async () => {
    const { provider, key } = await setUp();
    const [first, second] = [vi.fn(globalThis.fetch), vi.fn(globalThis.fetch)];
    const client = new OpenAI({ key, baseURL: provider.baseURL, fetch: first });
    await client.withOptions({ timeout: 5_000 }).models.list();
    await client.withOptions({ fetch: second }).models.list();
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
    expect(provider.stats.statuses).toEqual({ 200: 2 });
  });

  test("of a class of the user's own is of that class", async () => {
    class Mine extends OpenAI {}
    const { provider, key } = await setUp();
    const derived = new Mine({ key, baseURL: provider.baseURL }).withOptions({ timeout: 5_000 });
    expect(derived).toBeInstanceOf(Mine);
    await derived.models.list();
    expect(provider.stats.statuses).toEqual({ 200: 1 });
  });

  test("never changes the options that it was given", async () => {
    const options = Object.freeze({ key: "key-1", headers: Object.freeze({ "x-a": "1" }), timeout: 1 });
    const changes = Object.freeze({ key: "key-2" });
    new OpenAI(options).withOptions(changes);
  });
});
