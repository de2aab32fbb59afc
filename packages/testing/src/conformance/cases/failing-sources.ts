import assert from "node:assert/strict";
import { cached, type Source } from "@valetkey/core";
import type { CaseDefinition } from "../conformance-case.ts";

/** A source that fails, and how often it was asked. */
function failing(properties: object = {}): { source: Source<never>; asked: () => number } {
  let asked = 0;
  const source = async () => {
    asked++;
    throw Object.assign(new Error("the vault is sealed"), properties);
  };
  return { source, asked: () => asked };
}

const permanent = (name: string, auth: (source: Source<never>) => object): CaseDefinition => ({
  name: `reports a failure of ${name} as the SDK's authentication error, once, with its code`,
  async run(stage) {
    const provider = await stage.startProvider();
    for (const kind of ["chat", "stream"] as const) {
      const { source, asked } = failing();
      const client = stage.client(provider, auth(source), { maxRetries: 2 });
      const failed = await stage.failure(client[kind]());
      assert.deepEqual(
        { kind: failed.kind, code: failed.code },
        { kind: "authentication", code: "key_unavailable" },
      );
      assert.equal(asked(), 1, "the source is asked once");
    }
    assert.equal(provider.requests.length, 0, "nothing is sent");
  },
});

export const failingSources: readonly CaseDefinition[] = [
  permanent("the key's source", (key) => ({ key })),
  permanent("a cached source", (key) => ({ key: cached(key) })),
  permanent("a header source", (headers) => ({ key: "key-1", headers })),
  {
    name: "refuses a key that cannot stand in a header, without repeating it",
    async run(stage) {
      const provider = await stage.startProvider();
      const client = stage.client(provider, { key: async () => "two\nlines" }, { maxRetries: 2 });
      const { kind, code, error } = await stage.failure(client.chat());
      assert.deepEqual({ kind, code }, { kind: "authentication", code: "key_invalid" });
      assert.doesNotMatch(`${error}`, /two|lines/);
      assert.equal(provider.requests.length, 0);
    },
  },
  {
    name: "lets the SDK's own back-off bridge a source that fails for a moment",
    async run(stage) {
      const provider = await stage.startProvider();
      let asked = 0;
      const key = async () => {
        if (++asked === 1) throw Object.assign(new Error("busy"), { status: 503 });
        return provider.key;
      };
      assert.notEqual(await stage.client(provider, { key }, { maxRetries: 2 }).chat(), "");
      assert.equal(asked, 2);
      assert.deepEqual(provider.stats.statuses, { 200: 1 });
    },
  },
  {
    name: "reports a source that fails for a moment as worth trying again when the SDK has no retry left",
    async run(stage) {
      const provider = await stage.startProvider();
      const { source, asked } = failing({ status: 503 });
      const { kind } = await stage.failure(stage.client(provider, { key: source }).chat());
      assert.equal(kind, "connection");
      assert.equal(asked(), 1);
      assert.equal(provider.requests.length, 0);
    },
  },
];
