import { inspect } from "node:util";
import Official, { APIConnectionError, OpenAIError } from "openai";
import { describe, expect, test, vi } from "vitest";
import { setUp, ways } from "../test/set-up.ts";
import { AzureOpenAI, isAuthError, withAuth } from "./index.ts";

const apiVersion = "2025-04-01-preview";

/** Key functions came with openai 5.18. */
const isPossible = "_callApiKey" in Official.prototype;

describe.runIf(isPossible).each(ways)("native mode through %s", (_way, make) => {
  test("gives the SDK a key function, and recovers all the same", async () => {
    const { provider, key } = await setUp();
    const client = make(provider, { key, native: true });
    await client.models.list();
    expect(client.apiKey).toBe(provider.key);
    provider.rotate();
    await client.models.list();
    expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
  });

  test("takes the key to no other address over HTTP", async () => {
    const { provider, key } = await setUp();
    const other = (await setUp()).provider;
    await expect(
      make(provider, { key, native: true }).get(`${other.origin}/v1/models`),
    ).rejects.toMatchObject({
      code: "origin_refused",
    });
    expect(other.requests).toHaveLength(0);
  });

  test("reports a key that cannot be had as the SDK does for its own key functions: at once, with the cause", async () => {
    const { provider } = await setUp();
    const key = vi.fn(() => Promise.reject(new Error("no vault")));
    const error: unknown = await make(provider, { key, native: true }, { maxRetries: 5 })
      .models.list()
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(OpenAIError);
    expect(error).not.toBeInstanceOf(APIConnectionError);
    expect(isAuthError((error as Error).cause)).toBe(true);
    expect(key).toHaveBeenCalledTimes(1);
  });
});

test.runIf(isPossible)("native mode is a change of a derived drop-in", async () => {
  const { provider, key } = await setUp();
  const [, make] = ways[0] ?? [];
  const client = make?.(provider, { key });
  const native = client?.withOptions({ native: true } as object);
  await native?.models.list();
  expect(native?.apiKey).toBe(provider.key);
  expect(inspect(client, { depth: 12, showHidden: true })).not.toContain(provider.key);
});

test.runIf(isPossible)("native mode takes tokens, and says why it takes no api-key", async () => {
  const { provider, key } = await setUp({ slots: ["authorization"] });
  const { origin: endpoint } = provider;
  const client = new AzureOpenAI({ key, scheme: "bearer", native: true, endpoint, apiVersion });
  await client.models.list();
  provider.rotate();
  await client.models.list();
  expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
  expect(() => new AzureOpenAI({ key, native: true, endpoint, apiVersion })).toThrow(
    expect.objectContaining({ code: "auth_conflict", message: expect.stringContaining("openWebSocket()") }),
  );
});

test.runIf(!isPossible)(
  "native mode is refused where the SDK would send the source text of the function",
  () => {
    expect(() => new Official(withAuth({ key: "key-1", native: true }))).toThrow(
      expect.objectContaining({ code: "auth_conflict", message: expect.stringContaining("5.18") }),
    );
  },
);
