import assert from "node:assert/strict";
import { cached } from "@valetkey/core";
import type { CaseDefinition } from "../conformance-case.ts";

const storm = (name: string, revokePrevious: boolean): CaseDefinition => ({
  name,
  async run(stage) {
    const issuer = await stage.startIssuer({ revokePrevious });
    const provider = await stage.startProvider({ issuer });
    const client = stage.client(provider, { key: cached(issuer.exchange) });
    await client.chat();
    issuer.revoke();
    // The refusals of one moment come back over a while.
    provider.slow({
      delay: (_request, hit) => (80 * (hit % 100)) / 99,
      when: ({ status }) => status === 401,
    });
    const calls = Array.from({ length: 100 }, () => client.chat());
    const outcomes = await Promise.allSettled(calls);
    assert.equal(outcomes.filter(({ status }) => status === "rejected").length, 0, "failures");
    assert.equal(issuer.exchanges, 2, "one exchange at the start, and one for the storm");
    assert.deepEqual(provider.stats.statuses, { 200: 101, 401: 100 });
  },
});

export const storms: readonly CaseDefinition[] = [
  storm("goes through a storm of 100 refusals with one exchange and without a failure", false),
  storm("goes through the storm as well when issuing a key revokes the one before", true),
];
