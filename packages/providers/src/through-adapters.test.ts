import { cached, type HeaderInput, type KeyInput } from "@valetkey/core";
import { startProvider } from "@valetkey/testing";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { type AdapterName, adapters } from "../test/drivers/index.ts";
import { type Sample, samples, usual } from "../test/presets.ts";
import { variants } from "../test/variants.ts";
import { listPresets } from "./index.ts";

// What an SDK or a preset would find on the machine that runs the tests is nobody's business.
beforeEach(() => {
  for (const { keyVariables, variables } of listPresets())
    for (const name of [...keyVariables, ...variables]) vi.stubEnv(name, undefined);
});

const cases = Object.entries({ ...samples, ...variants }).flatMap(([name, sample]) =>
  (sample.through ?? usual).map((adapter): [string, AdapterName, Sample] => [name, adapter, sample]),
);

/** Every header that may carry a key. */
const slots = ["authorization", "api-key", "x-api-key"];

describe.each(cases)("%s through %s", (_name, adapter, { make, slot: named = "authorization", second }) => {
  const { drive, address, slot: own } = adapters[adapter];
  const slot = named === "sdk" ? own : named;
  const inSlot = (key: string) => (slot === "authorization" ? `Bearer ${key}` : key);

  const start = async () => {
    const provider = await startProvider({ slots: [slot] });
    if (second) provider.require(second.header, (value) => value === second.value);
    const connect = (key: KeyInput, headers: HeaderInput) =>
      drive(make({ key, headers, baseURL: address(provider) }));
    return { provider, connect };
  };

  test("every kind of request has its key and its headers, and recovers from a rotation", async () => {
    const { provider, connect } = await start();
    await using _ = provider;
    let turn = 0;
    const calls = connect(
      cached(() => provider.key),
      [{ "x-static": "yes" }, () => ({ "x-turn": `${++turn}` })],
    );
    for (const [name, call] of Object.entries(calls)) {
      provider.clear();
      await call();
      provider.rotate();
      await call();
      const seen = provider.requests.map(({ status, headers }) => [
        status,
        headers.get("x-static"),
        headers.get("x-turn"),
        slots.filter((each) => headers.has(each)),
      ]);
      const turns = [2, 1, 0].map((back) => `${turn - back}`);
      expect([name, seen]).toEqual([
        name,
        [200, 401, 200].map((status, index) => [status, "yes", turns[index], [slot]]),
      ]);
      expect(provider.requests.at(-1)?.headers.get(slot)).toBe(inSlot(provider.key));
      if (call.length === 0) continue;
      // Headers of one call go over those of the auth, without a second spelling, and are gone with the next.
      await call({ "X-Turn": "call", "X-Own": "call" });
      await call();
      const both = provider.requests
        .slice(-2)
        .map(({ headers }) => [headers.get("x-turn"), headers.get("x-own")]);
      expect([name, both]).toEqual([
        name,
        [
          ["call", "call"],
          [`${turn}`, null],
        ],
      ]);
    }
  });

  test("a key and headers may be values or functions, and these may be async", async () => {
    const { provider, connect } = await start();
    await using _ = provider;
    const combinations: [KeyInput, HeaderInput][] = [
      [provider.key, { "X-Kind": "values" }],
      [() => provider.key, new Headers({ "x-kind": "Headers" })],
      [async () => provider.key, () => ({ "x-kind": "sync" })],
      [cached(async () => provider.key), [["x-kind", "pairs"]]],
      [() => provider.key, async () => ({ "x-kind": "async" })],
      [() => provider.key, [{ "x-kind": "first" }, async () => new Headers({ "X-KIND": "last" })]],
    ];
    for (const [key, headers] of combinations) await Object.values(connect(key, headers))[0]?.();
    const seen = provider.requests.map(({ status, headers }) => [status, headers.get("x-kind")]);
    const kinds = ["values", "Headers", "sync", "pairs", "async", "last"];
    expect(seen).toEqual(kinds.map((kind) => [200, kind]));
  });
});
