import assert from "node:assert/strict";
import { cached } from "@valetkey/core";
import type { Provider } from "../../provider/provider.ts";
import type { CaseDefinition } from "../conformance-case.ts";
import type { Stage } from "../stage.ts";
import type { Subject } from "../subject.ts";

/** A client with everything that must not travel, and the server to which it must not. */
async function setUp(stage: Stage) {
  const provider = await stage.startProvider();
  const other = await stage.startProvider();
  let asked = 0;
  const key = cached(() => {
    asked++;
    return provider.key;
  });
  const headers = [() => ({ "x-tenant": "our-tenant" }), { "x-api-secret": "our-secret" }];
  const client: Subject = stage.client(provider, { key, headers });
  return { provider, other, client, asked: () => asked };
}

function assertNothingOfOurs(provider: Provider, other: Provider): void {
  for (const { headers } of other.requests) {
    const sent = JSON.stringify([...headers]);
    assert.ok(!sent.includes(provider.key), "the key arrived elsewhere");
    assert.ok(!/our-tenant|our-secret/.test(sent), "a header arrived elsewhere");
    assert.ok(!sent.includes("valetkey"), "a placeholder arrived elsewhere");
  }
}

export const otherOrigins: readonly CaseDefinition[] = [
  {
    name: "refuses to take the key to an address elsewhere",
    needs: ["absolute"],
    async run(stage) {
      const { provider, other, client } = await setUp(stage);
      await client.absolute(`${provider.baseURL}/models`);
      const { code } = await stage.failure(client.absolute(`${other.baseURL}/models`));
      assertNothingOfOurs(provider, other);
      assert.equal(code, "origin_refused");
      assert.equal(other.requests.length, 0);
    },
  },
  {
    name: "downloads from elsewhere without anything of ours",
    needs: ["download"],
    async run(stage) {
      const { provider, other, client } = await setUp(stage);
      await client.download(`${other.origin}/download/picture`);
      assert.equal(other.requests.length, 1);
      assertNothingOfOurs(provider, other);
    },
  },
  ...([301, 302, 303, 307, 308] as const).map(
    (status): CaseDefinition => ({
      name: `takes nothing of ours along when a ${status} sends it elsewhere, and rejects no key for that`,
      async run(stage) {
        const { provider, other, client, asked } = await setUp(stage);
        await client.chat();
        const redirect = provider.redirect({ to: other.origin, status });
        await stage.failure(client.chat());
        assert.equal(redirect.hits, 1);
        assertNothingOfOurs(provider, other);
        await client.chat();
        assert.equal(asked(), 1);
      },
    }),
  ),
];
