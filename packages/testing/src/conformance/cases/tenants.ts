import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import { cached, scoped } from "@valetkey/core";
import type { Provider } from "../../provider/provider.ts";
import type { CaseDefinition } from "../conformance-case.ts";
import type { Subject } from "../subject.ts";

const tenants = Array.from({ length: 100 }, (_, index) => `tenant-${index + 1}`);
const keyOf = (tenant: string) => `key-of-${tenant}`;

/** Every request names its tenant in its prompt: its key and its header have to be the same one's. */
function assertNoneMixedUp(provider: Provider): void {
  assert.equal(provider.requests.length, tenants.length);
  const mixedUp = provider.requests.filter(({ text, key, headers }) => {
    const tenant = /tenant-\d+/.exec(text)?.[0] ?? "";
    return key !== keyOf(tenant) || headers.get("x-tenant") !== tenant;
  });
  assert.equal(mixedUp.length, 0, "requests with the key or the header of another tenant");
}

const ask = (client: Subject, tenant: string, index: number) =>
  client[index % 2 ? "stream" : "chat"]({ prompt: `I am ${tenant} and nobody else` });

export const tenantCases: readonly CaseDefinition[] = [
  ...[false, true].map(
    (isCached): CaseDefinition => ({
      name: `keeps 100 interleaved tenants of one client apart, with ${isCached ? "cached" : "plain"} sources`,
      async run(stage) {
        const provider = await stage.startProvider({ keys: tenants.map(keyOf) });
        const storage = new AsyncLocalStorage<string>();
        // Sources that answer within a microtask are those that expose a shared variable.
        const key = scoped(
          () => storage.getStore(),
          (tenant) => (isCached ? cached(() => keyOf(tenant)) : async () => keyOf(tenant)),
        );
        const headers = async () => ({ "x-tenant": storage.getStore() });
        const client = stage.client(provider, { key, headers });
        await Promise.all(
          tenants.map((tenant, index) => storage.run(tenant, () => ask(client, tenant, index))),
        );
        assertNoneMixedUp(provider);
      },
    }),
  ),
  {
    name: "sends nothing for a tenant that cannot be named",
    async run(stage) {
      const provider = await stage.startProvider();
      const key = scoped(
        () => undefined,
        () => provider.key,
      );
      const { kind, code } = await stage.failure(stage.client(provider, { key }).chat());
      assert.deepEqual({ kind, code }, { kind: "authentication", code: "key_unavailable" });
      assert.equal(provider.requests.length, 0);
    },
  },
  {
    name: "keeps 100 clients apart",
    async run(stage) {
      const provider = await stage.startProvider({ keys: tenants.map(keyOf) });
      const clients = tenants.map((tenant) =>
        stage.client(provider, {
          key: async () => keyOf(tenant),
          headers: { "x-tenant": tenant },
          id: tenant,
        }),
      );
      await Promise.all(clients.map((client, index) => ask(client, tenants[index] ?? "", index)));
      assertNoneMixedUp(provider);
    },
  },
  {
    name: "holds a placeholder that stays the same for an id, and differs for another",
    needs: ["placeholder"],
    async run(stage) {
      const provider = await stage.startProvider();
      const placeholder = (id: string) =>
        stage.client(provider, { key: () => provider.key, id }).placeholder();
      assert.equal(placeholder("acme"), placeholder("acme"));
      assert.notEqual(placeholder("acme"), placeholder("umbrella"));
      assert.match(placeholder("acme"), /^valetkey-placeholder-/);
    },
  },
  {
    name: "holds the same placeholder when it is made again from the same auth",
    needs: ["placeholder", "knowsAuth"],
    async run(stage) {
      const provider = await stage.startProvider();
      const auth = { key: () => provider.key };
      const [first, second] = [stage.client(provider, auth), stage.client(provider, auth)];
      // An SDK's caches find it again by that, and so keep the clients of different auths apart.
      assert.equal(first.placeholder(), second.placeholder());
      const other = stage.client(provider, { key: () => provider.key });
      assert.notEqual(first.placeholder(), other.placeholder());
    },
  },
];
