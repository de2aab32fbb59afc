import { AsyncLocalStorage } from "node:async_hooks";
import { describe, expect, test } from "vitest";
import { question, setUp, ways } from "../test/set-up.ts";
import { cached, scoped } from "./index.ts";

const tenants = Array.from({ length: 100 }, (_, index) => `tenant-${index}`);
const keyOf = (tenant: string) => `key-of-${tenant}`;
const keys = tenants.map(keyOf);
const tenant = new AsyncLocalStorage<string>();

/** Tenants whose key came with the question of another. */
const mixedUp = (requests: readonly { key?: string | undefined; headers: Headers }[]) =>
  requests.filter(({ key, headers }) => key !== keyOf(headers.get("x-tenant") ?? ""));

describe.each(ways)("a hundred tenants at a time through %s", (_way, make) => {
  test("have one client and their own keys", async () => {
    const { provider } = await setUp({ keys });
    const key = scoped(
      () => tenant.getStore(),
      (name) => cached(async () => keyOf(name)),
    );
    const client = make(provider, { key });
    const ask = (name: string) =>
      tenant.run(name, () => client.messages.create(question, { headers: { "x-tenant": name } }));
    await Promise.all(tenants.map(ask));
    await Promise.all(tenants.map(ask));
    expect(provider.requests).toHaveLength(200);
    expect(mixedUp(provider.requests)).toEqual([]);
  });

  test("have a client each", async () => {
    const { provider } = await setUp({ keys });
    await Promise.all(
      tenants.map((name) => {
        const key = cached(async () => keyOf(name));
        const client = make(provider, { key, headers: { "x-tenant": name }, id: name });
        expect(client.apiKey).toBe(`valetkey-placeholder-${name}`);
        return client.messages.create(question);
      }),
    );
    expect(provider.requests).toHaveLength(100);
    expect(mixedUp(provider.requests)).toEqual([]);
  });

  test("get nothing without a name", async () => {
    const { provider } = await setUp({ keys });
    const key = scoped(() => tenant.getStore(), keyOf);
    await expect(make(provider, { key }).models.list()).rejects.toMatchObject({
      error: { error: { code: "key_unavailable" } },
    });
    expect(provider.requests).toHaveLength(0);
  });
});
