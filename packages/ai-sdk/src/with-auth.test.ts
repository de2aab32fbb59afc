import { createGoogleVertex } from "@ai-sdk/google-vertex";
import type { Provider } from "@valetkey/testing";
import { generateText } from "ai";
import { describe, expect, test } from "vitest";
import { factories } from "../test/factories.ts";
import { setUp } from "../test/set-up.ts";
import { type Fetch, withAuth } from "./index.ts";

const prompt = "Hello there";

/** A `fetch` for which a provider stands wherever the SDK addresses a request to. */
function sentTo(provider: Provider): { fetch: Fetch; origins: Set<string> } {
  const origins = new Set<string>();
  return {
    origins,
    fetch(input, init) {
      const { origin, pathname, search } = new URL(`${input}`);
      origins.add(origin);
      return globalThis.fetch(`${provider.origin}${pathname}${search}`, init);
    },
  };
}

/** Two calls with a rotation in between; what a service does not know it answers with 404, after the key. */
async function callTwice(provider: Provider, model: Parameters<typeof generateText>[0]["model"]) {
  for (const _ of [1, 2]) {
    await generateText({ model, prompt, maxRetries: 0 }).catch(() => {});
    provider.rotate();
  }
}

describe.each(factories)("$name", ({ slot, model, needsAddress }) => {
  const inSlot = (key: string) => (slot === "authorization" ? `Bearer ${key}` : key);

  function expectKeys(provider: Provider, keys: readonly string[]): void {
    expect(provider.requests.map(({ headers }) => headers.get(slot))).toEqual(keys.map(inSlot));
    for (const { url, text, headers } of provider.requests) {
      expect(headers.get("x-tenant")).toBe("acme");
      headers.delete(slot);
      const rest = JSON.stringify([url, text, ...headers]);
      for (const secret of [...keys, "valetkey"]) expect(rest).not.toContain(secret);
    }
    expect(Object.keys(provider.stats.statuses)).toContain("401");
  }

  test("sends the key in its own header and nowhere else, through a rotation", async () => {
    const { provider, key } = await setUp({ slots: [slot] });
    const first = provider.key;
    const { baseURL } = provider;
    await callTwice(provider, model({ key, headers: () => ({ "x-tenant": "acme" }) }, { baseURL }));
    expectKeys(provider, [first, first, await key()]);
  });

  test.each(needsAddress ? [] : ["https"])("does so at its own address, over %s", async (protocol) => {
    const { provider, key } = await setUp({ slots: [slot] });
    const first = provider.key;
    const { fetch, origins } = sentTo(provider);
    await callTwice(provider, model({ key, headers: () => ({ "x-tenant": "acme" }) }, { fetch }));
    expectKeys(provider, [first, first, await key()]);
    expect([...origins]).toEqual([expect.stringContaining(`${protocol}://`)]);
  });
});

test.each([
  ["a record", { "x-own": "1" }],
  ["a promise of one", Promise.resolve({ "x-own": "1" })],
  ["a function", () => ({ "x-own": "1" })],
  ["an async function", async () => ({ "x-own": "1" })],
])("the SDK's own headers may be whatever the factory takes: %s", async (_kind, headers) => {
  const { provider, key } = await setUp({ slots: ["x-goog-api-key"] });
  const { fetch } = sentTo(provider);
  const auth = { key, headers: () => ({ "x-tenant": "acme" }) };
  const vertex = createGoogleVertex(withAuth(auth, { headers, fetch }));
  await callTwice(provider, vertex("gemini-2.5-flash"));
  expect(provider.requests).toHaveLength(3);
  for (const request of provider.requests) {
    const sent = Object.fromEntries(request.headers);
    expect(sent).toMatchObject({ "x-own": "1", "x-tenant": "acme" });
    expect(sent).not.toHaveProperty("x-valetkey");
  }
});
