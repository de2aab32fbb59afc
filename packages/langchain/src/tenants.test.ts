import { AsyncLocalStorage } from "node:async_hooks";
import { ChatAnthropic } from "@langchain/anthropic";
import { InMemoryCache } from "@langchain/core/caches";
import { HumanMessage } from "@langchain/core/messages";
import { ChatOpenAI as OfficialChat, OpenAIEmbeddings as OfficialEmbeddings } from "@langchain/openai";
import type { Provider } from "@valetkey/testing";
import { createAgent, createMiddleware, initChatModel } from "langchain";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { setUp } from "../test/set-up.ts";
import {
  bearer,
  ChatOpenAI,
  cached,
  firstOf,
  type KeyInput,
  OpenAIEmbeddings,
  scoped,
  withAuth,
} from "./index.ts";

const tenants = Array.from({ length: 12 }, (_, index) => `tenant-${index}`);
const keyOf = (tenant: string) => `key-of-${tenant}`;
const storage = new AsyncLocalStorage<string>();
const key = scoped(
  () => storage.getStore(),
  (name) => cached(async () => keyOf(name)),
);

/** Requests whose text is of one tenant and whose key is of another. */
const mixedUp = ({ requests }: Provider) =>
  requests.filter((request) => request.key !== keyOf(/tenant-\d+/.exec(`${request.body}`)?.[0] ?? ""));

const setUpTenants = async () => (await setUp({ keys: tenants.map(keyOf) })).provider;

test("two tenants through initChatModel and configurable fields have their own models", async () => {
  const provider = await setUpTenants();
  const { baseURL } = provider;
  const model = await initChatModel("gpt-5", { modelProvider: "openai", configurableFields: "any" });
  const auths = tenants.map((id) => withAuth({ key: async () => keyOf(id), id, baseURL }));
  for (const _round of [1, 2])
    await Promise.all(
      tenants.map((tenant, index) => model.invoke(`I am ${tenant}`, { configurable: auths[index] ?? {} })),
    );
  expect(provider.requests).toHaveLength(2 * tenants.length);
  expect(mixedUp(provider)).toEqual([]);
});

describe("a response cache", () => {
  const openai = (id: string, { baseURL }: Provider, cache: InMemoryCache | true) =>
    new ChatOpenAI({ key: async () => keyOf(id), id, baseURL, cache });
  const official = (id: string, { baseURL }: Provider, cache: InMemoryCache | true) =>
    new OfficialChat(withAuth({ key: async () => keyOf(id), id, baseURL }, { model: "gpt-5", cache }));
  const anthropic = (id: string, { origin }: Provider, cache: InMemoryCache | true) =>
    new ChatAnthropic(
      withAuth({ key: async () => keyOf(id), id, baseURL: origin }, { model: "claude-opus-4-8", cache }),
    );

  test.each([
    ["the drop-in", openai],
    ["ChatOpenAI", official],
    // Of this class the cache keys do not depend on the key at all.
    ["ChatAnthropic", anthropic],
  ])("is each tenant's own, and kept when a model is made again: %s", async (_name, make) => {
    const provider = await setUpTenants();
    const cache = new InMemoryCache();
    for (const tenant of ["tenant-1", "tenant-2", "tenant-1"])
      await make(tenant, provider, cache).invoke("The same question");
    expect(provider.requests.map(({ key }) => key)).toEqual([keyOf("tenant-1"), keyOf("tenant-2")]);
    await make("tenant-3", provider, true).invoke("A question of this test");
    await make("tenant-3", provider, true).invoke("A question of this test");
    expect(provider.requests).toHaveLength(3);
  });

  test("beside scoped() is refused, since the model answers several tenants", () => {
    const refused = expect.objectContaining({
      code: "auth_conflict",
      message: expect.stringMatching(
        /^cache and scoped\(\) exclude each other: .* Make a model for each tenant/,
      ),
    });
    for (const auth of [
      { key },
      { key: firstOf(() => undefined, key) },
      { headers: [{ "x-team": "search" }, bearer(key)] },
    ])
      for (const cache of [true, new InMemoryCache()]) {
        expect(() => new ChatOpenAI({ ...auth, cache })).toThrow(refused);
        expect(() => new OfficialChat(withAuth(auth, { cache }))).toThrow(refused);
      }
    new ChatOpenAI({ key, cache: false });
  });
});

describe.each([
  ["drop-ins", (fields: object) => new ChatOpenAI(fields), (fields: object) => new OpenAIEmbeddings(fields)],
  [
    "official classes",
    ({ key, ...fields }: { key?: KeyInput }) => new OfficialChat(withAuth({ key: key ?? "" }, fields)),
    ({ key, ...fields }: { key?: KeyInput }) => new OfficialEmbeddings(withAuth({ key: key ?? "" }, fields)),
  ],
] as [string, (fields: object) => OfficialChat, (fields: object) => OfficialEmbeddings][])(
  "tenants in AsyncLocalStorage through %s",
  (_name, chat, embeddings) => {
    /** Counts the requests under way. */
    function counted() {
      const counts = { now: 0, most: 0 };
      const fetch: typeof globalThis.fetch = async (input, init) => {
        counts.most = Math.max(counts.most, ++counts.now);
        try {
          return await globalThis.fetch(input, init);
        } finally {
          counts.now--;
        }
      };
      return { counts, fetch };
    }

    test.each([1, 3])("keep their keys with maxConcurrency %i, and so many go at a time", async (number) => {
      const provider = await setUpTenants();
      const { baseURL } = provider;
      const { counts, fetch } = counted();
      const model = chat({ key, maxConcurrency: number, configuration: { baseURL, fetch } });
      await Promise.all(tenants.map((tenant) => storage.run(tenant, () => model.invoke(`I am ${tenant}`))));
      expect(provider.requests).toHaveLength(tenants.length);
      expect(mixedUp(provider)).toEqual([]);
      expect(counts.most).toBe(number);
    });

    test("keep their keys with embeddings, two of which go at a time", async () => {
      const provider = await setUpTenants();
      const { baseURL } = provider;
      const { counts, fetch } = counted();
      const model = embeddings({ key, configuration: { baseURL, fetch } });
      await Promise.all(
        tenants.map((tenant) => storage.run(tenant, () => model.embedQuery(`I am ${tenant}`))),
      );
      expect(provider.requests).toHaveLength(tenants.length);
      expect(mixedUp(provider)).toEqual([]);
      expect(counts.most).toBe(2);
    });
  },
);

test("the recipe for an agent of many tenants: only the tenant's name is in its context", async () => {
  const provider = await setUpTenants();
  const { baseURL } = provider;
  const models = new Map<string, ChatOpenAI>();
  const modelFor = (id: string) => {
    const model = models.get(id) ?? new ChatOpenAI({ key: async () => keyOf(id), id, baseURL });
    models.set(id, model);
    return model;
  };
  const middleware = createMiddleware({
    name: "tenant",
    contextSchema: z.object({ tenant: z.string() }),
    wrapModelCall: (request, handler) =>
      handler({ ...request, model: modelFor(request.runtime.context.tenant) }),
  });
  const agent = createAgent({ model: modelFor("tenant-0"), tools: [], middleware: [middleware] });
  await Promise.all(
    tenants.map((tenant) =>
      agent.invoke({ messages: [new HumanMessage(`I am ${tenant}`)] }, { context: { tenant } }),
    ),
  );
  expect(provider.requests).toHaveLength(tenants.length);
  expect(mixedUp(provider)).toEqual([]);
});
