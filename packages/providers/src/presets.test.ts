import { inspect } from "node:util";
import { type Auth, authFetch } from "@valetkey/core";
import { startProvider } from "@valetkey/testing";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { caught } from "../test/caught.ts";
import { samples } from "../test/presets.ts";
import * as everything from "./index.ts";
import { listPresets } from "./index.ts";

const presets = listPresets();
const variables = presets.flatMap((preset) => [...preset.keyVariables, ...preset.variables]);
const keyVariables = presets.flatMap((preset) => preset.keyVariables);

// What is set on the machine that runs the tests is nobody's business.
beforeEach(() => {
  for (const name of variables) vi.stubEnv(name, undefined);
});

test("each preset is exported, has a sample here, and stands in the list once", () => {
  const names = presets.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(Object.keys(samples)).toEqual(names);
  for (const name of names) expect(everything).toHaveProperty(name, expect.any(Function));
});

describe.each(presets)("$name()", (info) => {
  const { make, slot: named = "authorization" } = samples[info.name] as (typeof samples)[string];
  // What authFetch takes for the SDK's.
  const slot = named === "sdk" ? "authorization" : named;
  const inSlot = (key: string) => (slot === "authorization" ? `Bearer ${key}` : key);

  test("goes where its row says, or where it is told", () => {
    const pattern = info.baseURL.replace(/[.?]/g, "\\$&").replace(/\{\w+\}/g, "[\\w.:/-]+");
    expect(make({}).baseURL).toMatch(new RegExp(`^${pattern}$`));
    expect(make({ baseURL: "https://proxy.example.com/v1/" }).baseURL).toMatch(
      /^https:\/\/proxy\.example\.com(\/openai)?\/v1$/,
    );
  });

  test("takes an address that it is given over whatever the environment says", () => {
    for (const name of info.variables) vi.stubEnv(name, "junk");
    const baseURL = "https://proxy.example.com/v1";
    expect(make({ key: "key-1", baseURL }).baseURL).toMatch(/^https:\/\/proxy\.example\.com(\/openai)?\/v1$/);
  });

  test("reads its own variables for each request, and nobody else's", async () => {
    await using provider = await startProvider({ slots: [slot], verify: () => true });
    for (const name of keyVariables) vi.stubEnv(name, "key-of-another");
    for (const name of info.keyVariables) vi.stubEnv(name, "");
    const auth = make({ baseURL: provider.baseURL });
    const send = authFetch(auth as Auth);
    const address = `${auth.baseURL}/models`;
    const keyOf = () => provider.requests.at(-1)?.headers.get(slot);

    if (info.keyDefault) {
      await send(address);
      expect(keyOf()).toBe(inSlot(info.keyDefault));
    } else {
      const error = await caught(send(address));
      expect(error).toMatchObject({ code: "key_unavailable", retryable: false });
      // A preset without a variable has been given a function here, which has nothing to say.
      const fixes = [...info.keyVariables.map((name) => `set ${name}`), "pass key"].join(" or ");
      if (info.keyVariables.length > 0) expect((error as Error).message).toBe(`${info.name}(): ${fixes}.`);
      expect(provider.requests).toHaveLength(0);
    }
    for (const [index, name] of [...info.keyVariables.entries()].reverse()) {
      vi.stubEnv(name, `key-${index}`);
      await send(address);
      expect(keyOf()).toBe(inSlot(`key-${index}`));
    }
    await authFetch(make({ baseURL: provider.baseURL, key: "key-own" }))(address);
    expect(keyOf()).toBe(inSlot("key-own"));
  });

  test("shows no key when it is printed", () => {
    const auth = make({ key: "key-secret" });
    expect(inspect(auth, { depth: 9, showHidden: true })).not.toMatch(/key-secret|own-1/);
    expect(JSON.stringify(auth)).not.toMatch(/key-secret|own-1/);
  });

  test("hands on what belongs to every auth, and refuses what nobody knows", async () => {
    const common = { origins: ["https://a.test"], id: "tenant-1", native: true, onEvent: () => {} };
    expect(make({ key: "key-1", ...common })).toMatchObject(common);
    const wrong = { apikey: "key-1" } as object;
    expect(await caught(() => make({ key: "key-1", ...wrong }))).toBeInstanceOf(TypeError);
    const preset = (everything as unknown as Record<string, (options: unknown) => unknown>)[info.name];
    for (const options of [null, "secret-1", 7, ["secret-1"], () => "secret-1"]) {
      const error = await caught(() => preset?.(options));
      expect(error).toEqual(new TypeError(`${info.name}(): pass an object with options.`));
    }
  });

  test("refuses what can be neither a key nor an address when it is made, and repeats neither", async () => {
    for (const key of ["", "two words", "ключ", 7, null, {}, Promise.resolve("key-1")]) {
      const error = await caught(() => make({ key: key as string }));
      expect(error).toMatchObject({ code: "key_invalid" });
      expect((error as Error).message).toBe(
        `${info.name}(): key has to be visible ASCII without spaces, or a function.`,
      );
    }
    const credentials = "https://user:word@a.test/v1";
    for (const baseURL of [
      "",
      "/v1",
      "ftp://a.test",
      credentials,
      "https://a.test/?a=1",
      "https://a.test/#a",
    ]) {
      const error = await caught(() => make({ key: "key-1", baseURL }));
      expect(error).toBeInstanceOf(TypeError);
      expect((error as Error).message).not.toContain("user:word");
    }
  });
});
