import { AuthenticationError } from "openai";
import { expect, test } from "vitest";
import { get, HELLO, openai } from "../../test/clients.ts";
import { startProvider } from "../index.ts";

const request = { model: "gpt-5", messages: [...HELLO] };

test("rotates: the new key alone is valid", async () => {
  await using provider = await startProvider();
  const outdated = provider.key;
  const fresh = provider.rotate();
  expect(provider.key).toBe(fresh);
  expect(fresh).toMatch(/^test-key-[0-9a-f]{24}$/);
  const error = await openai(provider, { apiKey: outdated })
    .chat.completions.create(request)
    .catch((caught: unknown) => caught);
  if (!(error instanceof AuthenticationError)) throw error;
  expect(error).toMatchObject({ status: 401, code: "invalid_api_key", requestID: provider.requests[0]?.id });
  expect(error.message).not.toContain(outdated);
  await openai(provider).chat.completions.create(request);
  expect(provider.stats).toMatchObject({ requests: 2, statuses: { 200: 1, 401: 1 } });
  expect(provider.stats.keys.get(fresh)).toBe(1);
});

test("adds and revokes keys one by one", async () => {
  await using provider = await startProvider({ keys: ["first", "second"] });
  const third = provider.addKey();
  const statuses = async () =>
    await Promise.all(
      ["first", "second", third].map(async (key) => (await get(provider, "/v1/models", key)).status),
    );
  expect(await statuses()).toEqual([200, 200, 200]);
  provider.revoke("second");
  expect(await statuses()).toEqual([200, 401, 200]);
  provider.revokeAll();
  expect(await statuses()).toEqual([401, 401, 401]);
  provider.addKey("second");
  expect(await statuses()).toEqual([401, 200, 401]);
});

test("asks verify about keys that it does not know, unless they were revoked", async () => {
  const asked: string[] = [];
  await using provider = await startProvider({
    verify: async (key, { path }) => {
      asked.push(`${key} ${path}`);
      return key.startsWith("tenant-");
    },
  });
  expect((await get(provider, "/models", "tenant-1")).status).toBe(200);
  expect((await get(provider, "/models", "other")).status).toBe(401);
  expect((await get(provider, "/models")).status).toBe(200);
  provider.revoke("tenant-1");
  expect((await get(provider, "/models", "tenant-1")).status).toBe(401);
  expect(asked).toEqual(["tenant-1 /models", "other /models"]);
});

test("demands a second header, whose value rotates", async () => {
  await using provider = await startProvider();
  const status = async (value?: string) => {
    const defaultHeaders = value === undefined ? {} : { "X-Portkey-Api-Key": value };
    const call = openai(provider, { defaultHeaders }).models.list();
    return await call.then(() => 200).catch((error: { status: number }) => error.status);
  };
  const first = provider.require("x-portkey-api-key");
  expect([await status(), await status("wrong"), await status(first)]).toEqual([401, 401, 200]);
  const second = provider.require("X-Portkey-Api-Key");
  expect([await status(first), await status(second)]).toEqual([401, 200]);
  provider.require("x-portkey-api-key", (value) => value.startsWith("tenant-"));
  expect([await status(second), await status("tenant-1")]).toEqual([401, 200]);
});

test("tells which of 100 requests at once carried which key", async () => {
  await using provider = await startProvider({ verify: () => true });
  await Promise.all(
    Array.from({ length: 100 }, async (_, i) => {
      const client = openai(provider, { apiKey: `tenant-${i}` });
      await client.chat.completions.create(request, { headers: { "x-client-request-id": String(i) } });
    }),
  );
  expect(provider.requests).toHaveLength(100);
  for (const { key, headers } of provider.requests) {
    expect(key).toBe(`tenant-${headers.get("x-client-request-id")}`);
  }
});

test("records what it saw, and forgets it when told to", async () => {
  await using provider = await startProvider();
  await openai(provider).chat.completions.create(request);
  expect(provider.requests).toMatchObject([
    { method: "POST", path: "/v1/chat/completions", key: provider.key, json: request, outcome: "answered" },
  ]);
  expect(provider.requests[0]?.url.origin).toBe(provider.origin);
  provider.clear();
  expect(provider.requests).toEqual([]);
  provider.require("x-other");
  provider.fail({ times: 9 });
  provider.reset();
  expect((await get(provider, "/models")).status).toBe(200);
});

test("shows the error of a function of the rehearsal", async () => {
  await using provider = await startProvider({
    verify: () => {
      throw new Error("no such tenant");
    },
  });
  const call = openai(provider, { apiKey: "other" }).models.list();
  await expect(call).rejects.toThrow("500 The rehearsal failed: Error: no such tenant");
  expect(provider.stats.statuses).toEqual({ 500: 1 });
});

test("answers 404 in the service's words for what it does not serve", async () => {
  await using provider = await startProvider();
  const error = openai(provider).get("/videos");
  await expect(error).rejects.toMatchObject({ status: 404, code: "not_found" });
});

test("refuses bad options with an error that names them", async () => {
  await expect(startProvider({ keys: [] })).rejects.toThrow(/keys.*Leave it out/);
  await expect(startProvider({ keys: ["a b"] })).rejects.toThrow(TypeError);
  await expect(startProvider({ slots: [] })).rejects.toThrow(/slots/);
  await expect(startProvider({ slots: ["a:"] })).rejects.toThrow(/slots/);
  await expect(startProvider({ port: 70_000 })).rejects.toThrow(/port/);
  // @ts-expect-error: a flag
  await expect(startProvider({ tls: "yes" })).rejects.toThrow(/tls/);
  // @ts-expect-error: a function
  await expect(startProvider({ verify: true })).rejects.toThrow(/verify/);
  // @ts-expect-error: what startTokenIssuer returns
  await expect(startProvider({ issuer: {} })).rejects.toThrow(/issuer.*startTokenIssuer/);
});
