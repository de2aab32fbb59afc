import assert from "node:assert/strict";
import { cached, header, pool } from "@valetkey/core";
import type { CaseDefinition } from "../conformance-case.ts";

const twoCredentials = (...rotated: readonly ("key" | "gateway")[]): CaseDefinition => ({
  name: `recovers when of two credentials ${rotated.join(" and ")} is rotated`,
  async run(stage) {
    const provider = await stage.startProvider();
    let gateway = provider.require("x-gateway-key");
    const headers = header(
      "x-gateway-key",
      cached(() => gateway),
    );
    const client = stage.client(provider, { key: cached(() => provider.key), headers });
    await client.chat();
    if (rotated.includes("key")) provider.rotate();
    if (rotated.includes("gateway")) gateway = provider.require("x-gateway-key");
    await client.chat();
    assert.deepEqual(provider.stats.statuses, { 200: 2, 401: 1 });
  },
});

export const severalKeys: readonly CaseDefinition[] = [
  {
    name: "goes on with another key of a pool when one is limited, and lets that one rest",
    async run(stage) {
      const keys = ["key-1", "key-2"];
      const provider = await stage.startProvider({ keys });
      provider.fail({ status: 429, retryAfter: 60, key: "key-1", times: Number.POSITIVE_INFINITY });
      const client = stage.client(provider, { key: pool(keys) });
      for (let call = 0; call < 4; call++) await client.chat();
      assert.deepEqual(provider.stats.statuses, { 429: 1, 200: 4 });
    },
  },
  {
    name: "reports the limit when every key of a pool is limited",
    async run(stage) {
      const keys = ["key-1", "key-2"];
      const provider = await stage.startProvider({ keys });
      provider.fail({ status: 429, retryAfter: 60, times: Number.POSITIVE_INFINITY });
      const { status } = await stage.failure(stage.client(provider, { key: pool(keys) }).chat());
      assert.equal(status, 429);
      assert.ok(provider.requests.length <= 2, `${provider.requests.length} requests`);
    },
  },
  twoCredentials("key"),
  twoCredentials("gateway"),
  twoCredentials("key", "gateway"),
];
