import assert from "node:assert/strict";
import { cached } from "@valetkey/core";
import type { CaseDefinition } from "../conformance-case.ts";

export const refusals: readonly CaseDefinition[] = [
  {
    name: "reports a key that stays refused as the SDK's authentication error, after two requests at most",
    async run(stage) {
      const provider = await stage.startProvider();
      let made = 0;
      const key = cached(() => `refused-${++made}`);
      const client = stage.client(provider, { key }, { maxRetries: 2 });
      for (const call of [client.chat, client.stream, client.chat]) {
        provider.clear();
        const { kind, status } = await stage.failure(call());
        assert.deepEqual({ kind, status }, { kind: "authentication", status: 401 });
        assert.ok(provider.requests.length <= 2, `${provider.requests.length} requests`);
      }
      assert.ok(made <= 3, `${made} exchanges for three calls`);
      assert.ok(made >= 2, "the refusal was told to the source");
    },
  },
  {
    name: "bounds what a hundred calls with a key that stays refused cost",
    async run(stage) {
      const provider = await stage.startProvider();
      let made = 0;
      const key = cached(async () => `refused-${++made}`);
      const client = stage.client(provider, { key }, { maxRetries: 2 });
      const calls = Array.from({ length: 100 }, () => client.chat().then(() => "none", stage.read));
      for (const failed of await Promise.all(calls)) {
        assert.equal(typeof failed === "object" && failed.kind, "authentication");
      }
      assert.ok(provider.requests.length <= 200, `${provider.requests.length} requests`);
      assert.ok(made <= 3, `${made} exchanges`);
    },
  },
  {
    name: "sends a refused key that its source gives again no second time",
    async run(stage) {
      const provider = await stage.startProvider();
      const client = stage.client(provider, { key: () => "refused" }, { maxRetries: 2 });
      const { kind } = await stage.failure(client.chat());
      assert.equal(kind, "authentication");
      assert.equal(provider.requests.length, 1);
    },
  },
];
