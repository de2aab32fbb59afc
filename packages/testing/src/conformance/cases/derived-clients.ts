import assert from "node:assert/strict";
import { cached } from "@valetkey/core";
import type { CaseDefinition } from "../conformance-case.ts";

const needs = ["derive"] as const;

export const derivedClients: readonly CaseDefinition[] = [
  {
    name: "derives a client with another key, which keeps the headers and recovers",
    needs,
    async run(stage) {
      const provider = await stage.startProvider();
      const first = stage.client(provider, {
        key: () => "key-refused",
        headers: () => ({ "x-tenant": "acme" }),
      });
      const second = first.derive({ key: cached(() => provider.key) });
      await second.chat();
      provider.rotate();
      await second.stream();
      assert.deepEqual(provider.stats.statuses, { 200: 2, 401: 1 });
      for (const { headers } of provider.requests) assert.equal(headers.get("x-tenant"), "acme");
      assert.equal((await stage.failure(first.chat())).kind, "authentication");
    },
  },
  {
    name: "derives a client with other headers, which keeps the key",
    needs,
    async run(stage) {
      const provider = await stage.startProvider();
      const headers = () => ({ "x-tenant": "acme", "x-old": "yes" });
      const first = stage.client(provider, { key: () => provider.key, headers });
      await first.derive({ headers: async () => ({ "x-tenant": "umbrella" }) }).chat();
      const [request] = provider.requests;
      assert.equal(request?.status, 200);
      assert.equal(request?.headers.get("x-tenant"), "umbrella");
      assert.equal(request?.headers.has("x-old"), false);
    },
  },
  {
    name: "refuses to take the key to the base URL of a derived client",
    needs,
    async run(stage) {
      const provider = await stage.startProvider();
      const other = await stage.startProvider();
      const client = stage.client(provider, { key: () => provider.key });
      const { code } = await stage.failure(client.derive({ baseURL: stage.baseURL(other) }).chat());
      assert.equal(code, "origin_refused");
      assert.equal(other.requests.length, 0);
    },
  },
  {
    name: "takes the key to the base URL of a derived client if `origins` has it",
    needs,
    async run(stage) {
      const provider = await stage.startProvider();
      const other = await stage.startProvider({ keys: [provider.key] });
      const origins = [provider.origin, other.origin];
      const client = stage.client(provider, { key: () => provider.key, origins });
      await client.derive({ baseURL: stage.baseURL(other) }).chat();
      await client.chat();
      assert.deepEqual([provider.stats.statuses, other.stats.statuses], [{ 200: 1 }, { 200: 1 }]);
    },
  },
];
