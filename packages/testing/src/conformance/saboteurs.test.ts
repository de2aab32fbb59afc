import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { naive } from "../../test/naive-adapter.ts";
import { openaiDriver } from "../../test/openai-driver.ts";
import { remembering } from "../../test/remembering.ts";
import type { Saboteur } from "../../test/saboteurs/saboteur.ts";
import { withDerivedClients } from "../../test/saboteurs/with-derived-clients.ts";
import { withErrors } from "../../test/saboteurs/with-errors.ts";
import { withRequests } from "../../test/saboteurs/with-requests.ts";
import { withSources } from "../../test/saboteurs/with-sources.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import { conformanceCases } from "./conformance-cases.ts";

/** Many of them hang: that is seen soon enough. */
const casesOf = (adapter: Saboteur["adapter"]) =>
  conformanceCases(openaiDriver({ name: "", ...adapter }), { patience: 1_500 });

/** The names of the cases that fail, of those given; a few run at a time. */
async function failing(cases: readonly ConformanceCase[]): Promise<string[]> {
  const failed: string[] = [];
  const waiting = cases.values();
  const lane = async () => {
    for (const { name, run } of waiting) await run().catch(() => failed.push(name));
  };
  await Promise.all(Array.from({ length: 4 }, lane));
  return cases.map(({ name }) => name).filter((name) => failed.includes(name));
}

const all = casesOf(remembering(naive)).map(({ name }) => name);
/** What has been seen to fail. */
const seen = new Set<string>();

// Vitest fails a run in which a rejection goes unhandled; here the suite has to notice by itself.
let listeners: NodeJS.UnhandledRejectionListener[] = [];
beforeAll(() => {
  listeners = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", () => {});
});
afterAll(() => {
  process.removeAllListeners("unhandledRejection");
  for (const listener of listeners) process.on("unhandledRejection", listener);
});

// One of them prints.
beforeEach(() => void vi.spyOn(process.stderr, "write").mockReturnValue(true));

test("a naive adapter fails most of it", { timeout: 60_000 }, async () => {
  const failed = await failing(casesOf(remembering(naive)));
  for (const name of failed) seen.add(name);
  expect(all.filter((name) => !failed.includes(name))).toEqual([
    "takes a key as it stands, and its base URL from the auth",
    "bounds what a hundred calls with a key that stays refused cost",
    "sends a refused key that its source gives again no second time",
    "ends a request at the server when the caller aborts it",
    "ends a stream at the server when the caller aborts it",
    "keeps 100 interleaved tenants of one client apart, with plain sources",
    "keeps 100 interleaved tenants of one client apart, with cached sources",
    "keeps 100 clients apart",
    "derives a client with other headers, which keeps the key",
    "takes the key to the base URL of a derived client if `origins` has it",
    "reports the limit when every key of a pool is limited",
  ]);
});

describe.each([...withSources(), ...withRequests(), ...withErrors(), ...withDerivedClients()])(
  "an adapter that $name",
  ({ adapter, fails }) => {
    const cases = casesOf(adapter);

    test.each(fails)("fails: %s", async (part) => {
      const concerned = cases.filter(({ name }) => name.includes(part));
      expect(concerned).not.toEqual([]);
      const failed = await failing(concerned);
      expect(concerned.map(({ name }) => name)).toEqual(failed);
      for (const name of failed) seen.add(name);
    });

    test("is no wreck: it passes some", async () => {
      const others = cases.filter(({ name }) => /downloads|that `scheme`|patched later/.test(name));
      expect((await failing(others)).length).toBeLessThan(others.length);
    });
  },
);

test("every case has been seen to fail", () => {
  expect(all.filter((name) => !seen.has(name))).toEqual([]);
});
