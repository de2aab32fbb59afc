import { AsyncLocalStorage } from "node:async_hooks";
import Official from "openai";
import { describe, expect, test } from "vitest";
import { messages, setUp, ways } from "../test/set-up.ts";
import { cached, scoped } from "./index.ts";

const tenants = Array.from({ length: 100 }, (_, index) => `tenant-${index}`);
const keyOf = (tenant: string) => `key-of-${tenant}`;
const keys = tenants.map(keyOf);
const tenant = new AsyncLocalStorage<string>();

/** Tenants whose key came with the question of another. */
const mixedUp = (requests: readonly { key?: string | undefined; headers: Headers }[]) =>
  requests.filter(({ key, headers }) => key !== keyOf(headers.get("x-tenant") ?? ""));

/** Native mode needs key functions, which openai has had since 5.18. */
const modes = "_callApiKey" in Official.prototype ? [false, true] : [false];

// The race of openai 5.18 to 7.15: what a key function answers within microtasks is that of another request.
describe.each(ways)("a hundred tenants at a time through %s", (_way, make) => {
  test.each(modes)("have one client and their own keys (native: %s)", async (native) => {
    const { provider } = await setUp({ keys });
    const key = scoped(
      () => tenant.getStore(),
      (name) => cached(async () => keyOf(name)),
    );
    const client = make(provider, { key, native });
    const ask = (name: string) =>
      tenant.run(name, () =>
        client.chat.completions.create({ model: "gpt-5", messages }, { headers: { "x-tenant": name } }),
      );
    await Promise.all(tenants.map(ask));
    await Promise.all(tenants.map(ask));
    expect(provider.requests).toHaveLength(200);
    expect(mixedUp(provider.requests)).toEqual([]);
  });

  test("have a client each, and uploads", async () => {
    const { provider } = await setUp({ keys });
    await Promise.all(
      tenants.map((name) => {
        const key = cached(async () => keyOf(name));
        const client = make(provider, { key, headers: { "x-tenant": name }, id: name });
        expect(client.apiKey).toBe(`valetkey-placeholder-${name}`);
        return client.files.create({ file: new File(["{}"], "lines.jsonl"), purpose: "batch" });
      }),
    );
    expect(provider.requests).toHaveLength(100);
    expect(mixedUp(provider.requests)).toEqual([]);
  });

  test("get nothing without a name", async () => {
    const { provider } = await setUp({ keys });
    const key = scoped(() => tenant.getStore(), keyOf);
    await expect(make(provider, { key }).models.list()).rejects.toMatchObject({ code: "key_unavailable" });
    expect(provider.requests).toHaveLength(0);
  });
});
