import assert from "node:assert/strict";
import { setImmediate as nextTurn } from "node:timers/promises";
import { cached, type KeyInput } from "@valetkey/core";
import { alone } from "../alone.ts";
import type { CaseDefinition } from "../conformance-case.ts";
import { leaks } from "../leaks.ts";
import { printedDuring } from "../printed.ts";
import type { Stage } from "../stage.ts";

/** Uses a client in every way, rotation and refusal included, and looks at everything that it shows. */
async function search(stage: Stage, keyOf: (current: () => string) => KeyInput): Promise<void> {
  const provider = await stage.startProvider();
  const secrets = [provider.key, "secret-of-the-gateway"];
  const key = keyOf(() => provider.key);
  const headers = () => ({ "x-gateway-key": "secret-of-the-gateway" });
  const assertHidden = (name: string, value: unknown) =>
    assert.deepEqual(leaks(value, secrets), [], `${name} shows a key`);
  let client: unknown;
  const printed = await printedDuring(async () => {
    const subject = stage.client(provider, { key, headers }, { logLevel: "debug" });
    client = subject.client;
    assertHidden("a new client", client);
    for (const [kind, use] of Object.entries(subject.kinds))
      assertHidden(`what ${kind} answers`, await use());
    const iterator = subject.pieces()[Symbol.asyncIterator]();
    await iterator.next();
    assertHidden("an open stream", iterator);
    await iterator.return?.();
    if (typeof key === "function") secrets.push(provider.rotate());
    await subject.chat();
    assertHidden("a client after calls", client);
    provider.revokeAll();
    assertHidden("an authentication error", (await stage.failure(subject.chat())).error);
    provider.fail({ status: 500 });
    assertHidden("a server's error", (await stage.failure(subject.chat())).error);
    provider.cut({ afterChunks: 0 });
    assertHidden("a connection error", (await stage.failure(subject.chat())).error);
  });
  assertHidden("a client after errors", client);
  for (const value of printed) assertHidden("what was printed", value);
}

export const secrets: readonly CaseDefinition[] = [
  {
    name: "shows a key as it stands nowhere, whatever is printed",
    run: (stage) => alone(() => search(stage, (current) => current())),
  },
  {
    name: "shows the keys of a source nowhere, whatever is printed",
    run: (stage) => alone(() => search(stage, (current) => cached(current))),
  },
  {
    name: "leaves no rejection unhandled",
    async run(stage) {
      const provider = await stage.startProvider();
      let fail: (() => void) | undefined;
      const asked = Promise.withResolvers<void>();
      // It fails after nobody waits for it any more.
      const late = () =>
        new Promise<never>((_resolve, reject) => {
          fail = () => reject(new Error("late"));
          asked.resolve();
        });
      const controller = new AbortController();
      const client = stage.client(provider, { key: cached(late) });
      const aborted = stage.failure(client.chat({ signal: controller.signal }));
      await stage.soon("The source was not asked", asked.promise);
      controller.abort();
      await aborted;
      fail?.();
      provider.cut({ afterChunks: 2 });
      await stage.failure(stage.client(provider, { key: () => provider.key }).stream());
      for (let turn = 0; turn < 5; turn++) await nextTurn();
    },
  },
];
