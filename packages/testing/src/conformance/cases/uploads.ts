import assert from "node:assert/strict";
import { cached } from "@valetkey/core";
import type { CaseDefinition } from "../conformance-case.ts";

const file = () => new Blob(['{"a":1}\n'], { type: "application/jsonl" });

export const uploads: readonly CaseDefinition[] = [
  {
    name: "sends a file again whose key was refused",
    needs: ["upload"],
    async run(stage) {
      const provider = await stage.startProvider();
      const client = stage.client(provider, { key: cached(() => provider.key) });
      await client.upload(file());
      provider.rotate();
      await client.upload(file());
      const sent = provider.requests.filter(({ text }) => text.includes('{"a":1}'));
      assert.deepEqual(
        sent.map(({ status }) => status),
        [200, 401, 200],
      );
    },
  },
  {
    name: "reports the refusal of a stream that cannot be sent again, and renews the key for the next call",
    needs: ["upload"],
    async run(stage) {
      const provider = await stage.startProvider();
      const client = stage.client(provider, { key: cached(() => provider.key) }, { maxRetries: 2 });
      await client.chat();
      provider.rotate();
      provider.clear();
      const { kind, status } = await stage.failure(client.upload(file().stream()));
      assert.deepEqual({ kind, status }, { kind: "authentication", status: 401 });
      assert.equal(provider.requests.length, 1);
      await client.chat();
      assert.deepEqual(provider.stats.statuses, { 200: 1, 401: 1 });
    },
  },
];
