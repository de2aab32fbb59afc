import assert from "node:assert/strict";
import { cached } from "@valetkey/core";
import type { CaseDefinition } from "../conformance-case.ts";

/** An answer after which an SDK tries again, without waiting where it can be told so. */
const retriable = (status: number) => ({ status, retryAfter: 0, headers: { "retry-after-ms": "1" } });

export const headers: readonly CaseDefinition[] = [
  {
    name: "asks a header source, and a key's, again for each retry of the SDK",
    async run(stage) {
      const provider = await stage.startProvider({ keys: ["key-1", "key-2", "key-3"] });
      provider.fail(retriable(500));
      provider.fail(retriable(429));
      const asked = { key: 0, headers: 0 };
      const client = stage.client(
        provider,
        { key: () => `key-${++asked.key}`, headers: () => ({ "x-attempt": `${++asked.headers}` }) },
        { maxRetries: 3 },
      );
      await client.chat();
      const attempts = provider.requests.map(({ headers }) => headers.get("x-attempt"));
      assert.deepEqual(attempts, ["1", "2", "3"]);
      assert.deepEqual(
        provider.requests.map(({ key }) => key),
        ["key-1", "key-2", "key-3"],
      );
    },
  },
  {
    name: "prefers the headers of a call to a header source's, and those to the SDK's own",
    async run(stage) {
      const provider = await stage.startProvider();
      const source = async () => ({ "x-tenant": "source", "x-team": "source", "User-Agent": "acme/1" });
      const client = stage.client(provider, { key: () => provider.key, headers: source });
      await client.chat({ headers: { "X-Tenant": "call" } });
      await client.stream({ headers: { "X-Tenant": "call" } });
      for (const { headers } of provider.requests) {
        assert.equal(headers.get("x-tenant"), "call");
        assert.equal(headers.get("x-team"), "source");
        assert.equal(headers.get("user-agent"), "acme/1");
      }
      await client.chat();
      assert.equal(provider.requests.at(-1)?.headers.get("x-tenant"), "source");
    },
  },
  {
    name: "leaves a credential of the call's own alone, and fetches no key for it",
    async run(stage) {
      const provider = await stage.startProvider({ keys: ["key-1", "key-own"] });
      let asked = 0;
      const key = cached(() => `key-${++asked}`);
      const client = stage.client(provider, { key, headers: () => ({ "x-tenant": "acme" }) });
      await client.chat({ headers: { [stage.slot]: stage.inSlot("key-own") } });
      assert.equal(provider.requests[0]?.key, "key-own");
      assert.equal(provider.requests[0]?.headers.get("x-tenant"), "acme");
      const refused = client.chat({ headers: { [stage.slot]: stage.inSlot("key-wrong") } });
      assert.equal((await stage.failure(refused)).kind, "authentication");
      assert.equal(provider.requests.length, 2, "it is not sent again");
      assert.equal(asked, 0);
    },
  },
  {
    name: "sends no key where the call removes the header, and fetches none",
    needs: ["removesHeaders"],
    async run(stage) {
      const provider = await stage.startProvider();
      let asked = 0;
      const key = () => {
        asked++;
        return provider.key;
      };
      const client = stage.client(provider, { key, headers: () => ({ "x-tenant": "acme" }) });
      const { kind } = await stage.failure(client.chat({ headers: { [stage.slot]: null } }));
      assert.equal(kind, "authentication");
      assert.equal(provider.requests.length, 1);
      assert.equal(provider.requests[0]?.headers.has(stage.slot), false);
      assert.equal(provider.requests[0]?.headers.get("x-tenant"), "acme");
      assert.equal(asked, 0);
    },
  },
  {
    name: "takes its credential from a header source alone, and recovers it",
    async run(stage) {
      const provider = await stage.startProvider();
      const client = stage.client(provider, { headers: stage.asHeader(cached(() => provider.key)) });
      await client.chat();
      provider.rotate();
      await client.stream();
      assert.deepEqual(provider.stats.statuses, { 200: 2, 401: 1 });
    },
  },
  {
    name: "sends the key in the header that `scheme` names, and the SDK's own no more",
    async run(stage) {
      const provider = await stage.startProvider({ slots: ["x-gateway-key"] });
      const scheme = { header: "X-Gateway-Key" };
      const client = stage.client(provider, { key: cached(() => provider.key), scheme });
      await client.chat();
      provider.rotate();
      await client.chat();
      for (const { headers } of provider.requests) assert.equal(headers.has(stage.slot), false);
      assert.deepEqual(provider.stats.statuses, { 200: 2, 401: 1 });
    },
  },
];
