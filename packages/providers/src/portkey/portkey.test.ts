import { inspect } from "node:util";
import { cached, firstOf, type HeaderSource } from "@valetkey/core";
import { withAuth } from "@valetkey/openai";
import { startProvider } from "@valetkey/testing";
import OpenAI from "openai";
import { beforeEach, expect, test, vi } from "vitest";
import { caught } from "../../test/caught.ts";
import { openaiSdk } from "../../test/drivers/index.ts";
import { type PortkeyPresetOptions, portkey, portkeyHeaders } from "../index.ts";

beforeEach(() => {
  for (const name of ["PORTKEY_API_KEY", "PORTKEY_BASE_URL"]) vi.stubEnv(name, undefined);
});

/** What a request carries, of Portkey's headers and the provider's key. */
async function sentBy(options: PortkeyPresetOptions): Promise<Record<string, string>> {
  await using provider = await startProvider({ verify: () => true });
  await openaiSdk(portkey({ baseURL: provider.baseURL, ...options }))
    .models?.()
    .catch(() => {});
  const all = [...(provider.requests[0]?.headers ?? [])];
  return Object.fromEntries(all.filter(([name]) => /^(x-portkey|authorization)/.test(name)));
}

test("sends each of the four kinds of credentials as the gateway wants it", async () => {
  const apiKey = "own-1";
  const own = { "x-portkey-api-key": "own-1" };
  expect(await sentBy({ apiKey, provider: "openai", key: "key-1" })).toEqual({
    ...own,
    "x-portkey-provider": "openai",
    authorization: "Bearer key-1",
  });
  expect(await sentBy({ apiKey, provider: "@team" })).toEqual({ ...own, "x-portkey-provider": "@team" });
  expect(await sentBy({ apiKey, virtualKey: async () => "virtual-1" })).toEqual({
    ...own,
    "x-portkey-virtual-key": "virtual-1",
  });
  expect(await sentBy({ apiKey, config: "pc-example" })).toEqual({
    ...own,
    "x-portkey-config": "pc-example",
  });
  expect(
    await sentBy({ apiKey, customHost: "https://a.test/v1", provider: "openai", key: "key-1", debug: false }),
  ).toEqual({
    ...own,
    "x-portkey-custom-host": "https://a.test/v1",
    "x-portkey-provider": "openai",
    "x-portkey-debug": "false",
    authorization: "Bearer key-1",
  });
  expect(
    await sentBy({
      target: "self-hosted",
      provider: "bedrock",
      awsAccessKeyId: "id-1",
      awsSecretAccessKey: "word-1",
    }),
  ).toEqual({
    "x-portkey-provider": "bedrock",
    "x-portkey-aws-access-key-id": "id-1",
    "x-portkey-aws-secret-access-key": "word-1",
  });
});

test("recovers from a refusal of either key", async () => {
  await using provider = await startProvider();
  const header = "x-portkey-api-key";
  let own = provider.require(header);
  const calls = openaiSdk(
    portkey({
      provider: "openai",
      key: cached(() => provider.key),
      apiKey: cached(() => own),
      baseURL: provider.baseURL,
    }),
  );
  await calls.chat?.();
  const rotations = {
    provider: () => provider.rotate(),
    gateway: () => {
      own = provider.require(header);
    },
  };
  for (const rotate of Object.values(rotations)) {
    rotate();
    provider.clear();
    await calls.chat?.();
    expect(provider.stats.statuses).toEqual({ 200: 1, 401: 1 });
  }
});

test("reads Portkey's key and address from Portkey's variables, and misses the key at the first request", async () => {
  await using provider = await startProvider({ keys: ["key-1"] });
  vi.stubEnv("PORTKEY_BASE_URL", provider.baseURL);
  const client = new OpenAI(withAuth(portkey({ provider: "openai", key: "key-1" }), { maxRetries: 0 }));
  const error = await caught(client.models.list());
  expect((error as Error).message).toContain("portkey(): set PORTKEY_API_KEY or pass apiKey.");
  expect(provider.requests).toHaveLength(0);
  vi.stubEnv("PORTKEY_API_KEY", "own-1");
  await client.models.list();
  expect(provider.requests[0]?.headers.get("x-portkey-api-key")).toBe("own-1");
});

test("goes to Portkey, or to this machine where it is self-hosted", () => {
  expect(portkey({ virtualKey: "virtual-1" }).baseURL).toBe("https://api.portkey.ai/v1");
  const own = portkey({ target: "self-hosted", provider: "ollama" });
  expect(own.baseURL).toBe("http://localhost:8787/v1");
});

test("takes headers of one call over those of a source, and those over its own", async () => {
  await using provider = await startProvider({ verify: () => true });
  const source: HeaderSource = () => portkeyHeaders({ traceID: "source", metadata: { a: "1" } });
  const calls = openaiSdk(
    portkey({
      baseURL: provider.baseURL,
      apiKey: "own-1",
      provider: "openai",
      key: firstOf("key-1"),
      traceID: "preset",
      cacheNamespace: "preset",
      headers: source,
    }),
  );
  await calls.models?.(portkeyHeaders({ traceID: "call" }));
  await calls.models?.();
  const seen = provider.requests.map(({ headers }) => headers.get("x-portkey-trace-id"));
  expect(seen).toEqual(["call", "source"]);
  expect(provider.requests[0]?.headers.get("x-portkey-cache-namespace")).toBe("preset");
});

test.each<[object, string]>([
  [{ target: "cloud", virtualKey: "virtual-1" }, 'target has to be "hosted" or "self-hosted"'],
  [{ apiKey: "own-1" }, "pass provider and key, virtualKey, config, or customHost with provider and key"],
  [{ provider: "openai" }, "pass key, the provider's key"],
  [{ provider: "openai", config: { retry: { attempts: 1 } } }, "pass key, the provider's key"],
  [{ provider: "", key: "key-1" }, "provider has to be a text"],
  [{ provider: 7, key: "key-1" }, "provider has to be a text"],
  [{ config: "" }, "config has to be an object"],
  [{ provider: "openai", key: "key-1", config: 7 }, "config has to be an object"],
  [{ config: { targets: "all" } }, "config has to be an object, its targets too"],
  [{ target: "self-hosted", config: { targets: [null] } }, "config has to be an object, its targets too"],
  [{ virtualKey: "virtual-1", traceId: "trace-1" }, "there is no option traceId"],
  [{ customHost: "https://a.test/v1", key: "key-1" }, "customHost needs the provider that it speaks like"],
  [{ target: "self-hosted", virtualKey: "virtual-1" }, "virtualKey is known to the hosted gateway alone"],
  [{ target: "self-hosted", provider: "@team" }, "provider with @ is known to the hosted gateway alone"],
  [
    { target: "self-hosted", config: "pc-example" },
    "config has to be JSON, since its id is known to the hosted",
  ],
  [
    { target: "self-hosted", provider: "openai", key: "key-1", apiKey: "own-1" },
    "apiKey is known to the hosted",
  ],
  [
    { target: "self-hosted", config: { provider: "openai", retry: { attempts: 1 } } },
    'config has a provider and no api_key, which the gateway takes for the key "undefined"',
  ],
  [
    { target: "self-hosted", config: { strategy: { mode: "fallback" }, targets: [{ provider: "groq" }] } },
    "config.targets[0] has a provider and no api_key",
  ],
  [
    { target: "self-hosted", config: { virtual_key: "virtual-1" } },
    "config.virtual_key is known to the hosted",
  ],
])("refuses %j when it is made", async (options, problem) => {
  const error = await caught(() => portkey(options as PortkeyPresetOptions));
  expect(error).toBeInstanceOf(TypeError);
  expect((error as Error).message).toContain(`portkey(): ${problem}`);
});

test("refuses two credentials for the provider", async () => {
  const both = { virtualKey: "virtual-1", key: "key-1" } as object;
  expect(await caught(() => portkey(both as PortkeyPresetOptions))).toMatchObject({ code: "auth_conflict" });
});

test("shows none of its secrets when it is printed", () => {
  const auth = portkey({
    apiKey: "secret-1",
    provider: "bedrock",
    awsAccessKeyId: "id-1",
    awsSecretAccessKey: "secret-2",
    azureAdToken: "secret-3",
    config: { targets: [{ provider: "openai", api_key: "secret-4" }] },
  });
  expect(inspect(auth, { depth: 9, showHidden: true }) + JSON.stringify(auth)).not.toContain("secret-");
});
