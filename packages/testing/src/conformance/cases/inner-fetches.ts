import assert from "node:assert/strict";
import { cached, type Fetch } from "@valetkey/core";
import { alone } from "../alone.ts";
import type { CaseDefinition } from "../conformance-case.ts";

export const innerFetches: readonly CaseDefinition[] = [
  {
    name: "sends every attempt through the user's own `fetch`",
    async run(stage) {
      const provider = await stage.startProvider();
      const seen: string[] = [];
      const inner: Fetch = (input, init) => {
        seen.push(new Headers(init?.headers).get(stage.slot) ?? "");
        return globalThis.fetch(input, init);
      };
      const client = stage.client(provider, { key: cached(() => provider.key) }, { fetch: inner });
      const before = stage.inSlot(provider.key);
      await client.chat();
      provider.rotate();
      await client.stream();
      assert.deepEqual(seen, [before, before, stage.inSlot(provider.key)]);
    },
  },
  {
    name: "looks `globalThis.fetch` up for each call, so that one patched later is used",
    async run(stage) {
      const provider = await stage.startProvider();
      const client = stage.client(provider, { key: () => provider.key });
      await alone(async () => {
        const { fetch } = globalThis;
        let seen = 0;
        globalThis.fetch = (input, init) => {
          if (`${(input as Request).url ?? input}`.startsWith(provider.origin)) seen++;
          return fetch(input, init);
        };
        try {
          await client.chat();
        } finally {
          globalThis.fetch = fetch;
        }
        assert.equal(seen, 1);
      });
    },
  },
];
