import assert from "node:assert/strict";
import type { CaseDefinition } from "../conformance-case.ts";

/** A source that never answers; `asked` resolves once it is waited for. */
function hanging() {
  const asked = Promise.withResolvers<void>();
  const source = () => {
    asked.resolve();
    return new Promise<never>(() => {});
  };
  return { source, asked: asked.promise };
}

const abort = (name: string, auth: (source: () => Promise<never>) => object): CaseDefinition => ({
  name: `ends the wait for ${name} when the caller aborts`,
  async run(stage) {
    const provider = await stage.startProvider();
    for (const kind of ["chat", "stream"] as const) {
      const { source, asked } = hanging();
      const client = stage.client(provider, auth(source), { maxRetries: 2 });
      const controller = new AbortController();
      const failure = stage.failure(client[kind]({ signal: controller.signal }));
      await stage.soon("The source was not asked", asked);
      controller.abort();
      assert.equal((await failure).kind, "abort", kind);
    }
    assert.equal(provider.requests.length, 0);
  },
});

export const waiting: readonly CaseDefinition[] = [
  abort("a key", (key) => ({ key })),
  abort("a header", (headers) => ({ key: "key-1", headers })),
  {
    name: "ends the wait for a key with the SDK's own time-out",
    async run(stage) {
      const provider = await stage.startProvider();
      const client = stage.client(provider, { key: hanging().source });
      assert.equal((await stage.failure(client.chat({ timeout: 30 }))).kind, "timeout");
      assert.equal(provider.requests.length, 0);
    },
  },
  {
    name: "does not ask for a key when the call is aborted before it begins",
    async run(stage) {
      const provider = await stage.startProvider();
      let asked = 0;
      const key = () => {
        asked++;
        return provider.key;
      };
      const client = stage.client(provider, { key });
      const failure = await stage.failure(client.chat({ signal: AbortSignal.abort() }));
      assert.equal(failure.kind, "abort");
      assert.equal(provider.requests.length, 0);
      assert.equal(asked, 0);
    },
  },
  {
    name: "ends a request at the server when the caller aborts it",
    async run(stage) {
      const provider = await stage.startProvider();
      provider.slow({ delay: 60_000 });
      const controller = new AbortController();
      const client = stage.client(provider, { key: () => provider.key });
      const failure = stage.failure(client.chat({ signal: controller.signal }));
      await stage.soon("Nothing is sent", () => provider.requests.length > 0);
      controller.abort();
      assert.equal((await failure).kind, "abort");
      await stage.soon("The server is still working", () => provider.requests[0]?.outcome === "aborted");
    },
  },
  {
    name: "ends a stream at the server when the caller aborts it",
    async run(stage) {
      const provider = await stage.startProvider();
      provider.slow({ chunkDelay: 20 });
      const client = stage.client(provider, { key: () => provider.key });
      const controller = new AbortController();
      const reading = (async () => {
        for await (const _piece of client.pieces({ signal: controller.signal })) controller.abort();
      })();
      // Some SDKs throw then, some end the loop.
      await reading.catch(() => {});
      await stage.soon("The server is still sending", () => provider.requests[0]?.outcome === "aborted");
    },
  },
];
