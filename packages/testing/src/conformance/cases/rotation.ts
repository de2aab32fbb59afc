import assert from "node:assert/strict";
import { cached } from "@valetkey/core";
import type { CaseDefinition } from "../conformance-case.ts";

/** One case for each kind of call that the driver knows. */
export const rotationOf = (kind: string): CaseDefinition => ({
  name: `goes through a rotation without a failure: ${kind}`,
  async run(stage) {
    const provider = await stage.startProvider();
    const { kinds } = stage.client(provider, { key: cached(() => provider.key) });
    const before = await kinds[kind]?.();
    if (typeof before === "string") assert.notEqual(before, "");
    provider.rotate();
    provider.clear();
    const after = await kinds[kind]?.();
    if (typeof before === "string") assert.equal(after, before);
    assert.equal(provider.stats.statuses[401], 1, "one request meets the rotation");
    assert.ok(provider.requests.length > 1, "and is sent again");
  },
});

export const rotation: readonly CaseDefinition[] = [
  {
    name: "goes through rotations under 60 concurrent calls without a failure, for one exchange each",
    async run(stage) {
      const provider = await stage.startProvider();
      let exchanges = 0;
      const key = cached(() => {
        exchanges++;
        return provider.key;
      });
      const client = stage.client(provider, { key });
      await client.chat();
      for (const round of [1, 2, 3]) {
        // In the middle of the sixty: half of them are refused.
        const fault = provider.slow({
          delay(_request, hit) {
            if (hit === 30) provider.rotate();
            return hit % 10;
          },
          times: 60,
        });
        const calls = Array.from({ length: 60 }, (_, index) => (index % 2 ? client.stream() : client.chat()));
        const outcomes = await Promise.allSettled(calls);
        fault.end();
        const failures = outcomes.filter(({ status }) => status === "rejected");
        assert.equal(failures.length, 0, `failures in round ${round}`);
        assert.ok(exchanges <= 1 + round, `${exchanges} exchanges after ${round} rotations`);
      }
      assert.ok(provider.stats.statuses[401], "the rotations were met");
    },
  },
  {
    name: "asks a plain source for every request, so that keys which are good for one work",
    async run(stage) {
      const unused = new Set<string>();
      const provider = await stage.startProvider({ verify: (key) => unused.delete(key) });
      let asked = 0;
      const key = async () => {
        const value = `one-time-${++asked}`;
        unused.add(value);
        return value;
      };
      const client = stage.client(provider, { key });
      const calls = Array.from({ length: 20 }, (_, index) => (index % 2 ? client.stream() : client.chat()));
      await Promise.all(calls);
      assert.equal(asked, 20);
      assert.deepEqual(provider.stats.statuses, { 200: 20 });
    },
  },
  {
    name: "finishes a stream whose key is revoked in the middle",
    async run(stage) {
      const provider = await stage.startProvider();
      const client = stage.client(provider, { key: cached(() => provider.key) });
      provider.slow({ chunkDelay: 1 });
      const whole = await client.stream();
      let text = "";
      for await (const piece of client.pieces()) {
        if (text === "") provider.rotate();
        text += piece;
      }
      assert.equal(text, whole);
      assert.equal(await client.stream(), whole);
      assert.deepEqual(provider.stats.statuses, { 200: 3, 401: 1 });
    },
  },
  {
    name: "takes a key as it stands, and its base URL from the auth",
    async run(stage) {
      const provider = await stage.startProvider();
      const client = stage.clientOf({ key: provider.key, baseURL: stage.baseURL(provider) });
      await client.chat();
      assert.deepEqual(provider.stats.statuses, { 200: 1 });
    },
  },
];
