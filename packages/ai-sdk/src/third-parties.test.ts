import { createAnthropic } from "@ai-sdk/anthropic";
import { createAzure } from "@ai-sdk/azure";
import { createOpenAI } from "@ai-sdk/openai";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { createXai } from "@ai-sdk/xai";
import type { Provider } from "@valetkey/testing";
import { generateImage, generateText, type ImageModel, type LanguageModel } from "ai";
import { describe, expect, test } from "vitest";
import { deferred } from "../test/deferred-download.ts";
import { caught, setUp } from "../test/set-up.ts";
import { type Auth, type Fetch, withAuth } from "./index.ts";

type Make<Model> = (auth: Auth, settings: { baseURL: string; fetch: Fetch }) => Model;
const once = { maxRetries: 0 };
const headers = [() => ({ "x-tenant": "our-tenant" }), { "x-gateway-key": "our-secret" }];

function expectNothingOfOurs(keys: readonly string[], elsewhere: Provider): void {
  expect(elsewhere.requests).not.toHaveLength(0);
  for (const { headers, url, text } of elsewhere.requests) {
    const sent = JSON.stringify([url, text, ...headers]);
    for (const secret of [...keys, "our-tenant", "our-secret", "valetkey"])
      expect(sent).not.toContain(secret);
  }
}

/** Who has the SDK load the pictures that a user gives the address of, through the same `fetch`. */
const editors: [string, Make<ImageModel>][] = [
  ["openai", (auth, settings) => createOpenAI(withAuth(auth, settings)).image("gpt-image-1")],
  [
    "openai-compatible",
    (auth, settings) =>
      createOpenAICompatible(withAuth(auth, { name: "any", ...settings })).imageModel("any"),
  ],
];

test.each(
  editors.flatMap(([name, make]) =>
    (["its address", "sdk"] as const).map((origins) => [name, origins, make] as const),
  ),
)(
  "an image model of %s loads the picture of a user without anything of ours (origins: %s)",
  async (_, origins, make) => {
    const { provider, key } = await setUp();
    const { provider: elsewhere } = await setUp();
    const auth = { key, headers, ...(origins === "sdk" && { origins }) };
    const model = make(auth, { baseURL: provider.baseURL, fetch: deferred.fetch() });
    const images = [deferred.address(`${elsewhere.origin}/download/picture`)];
    await generateImage({ model, prompt: { text: "Make it blue", images }, ...once });
    expect(provider.requests.at(-1)?.key).toBe(provider.key);
    expectNothingOfOurs([provider.key], elsewhere);
  },
);

/** Who loads the pictures that an answer gives the address of. */
const painters: [string, Make<ImageModel>][] = [
  [
    "openai-compatible",
    (auth, settings) =>
      createOpenAICompatible(withAuth(auth, { name: "any", ...settings })).imageModel("any"),
  ],
  ["xai", (auth, settings) => createXai(withAuth(auth, settings)).image("grok-2-image")],
];

test.each(
  painters.flatMap(([name, make]) =>
    (["its address", "sdk"] as const).map((origins) => [name, origins, make] as const),
  ),
)(
  "an image model of %s loads the picture of an answer without anything of ours (origins: %s)",
  async (_, origins, make) => {
    const { provider, key } = await setUp();
    const { provider: elsewhere } = await setUp();
    const picture = deferred.address(`${elsewhere.origin}/download/picture`);
    const toFetch = deferred.fetch();
    // What the provider answers has the address of a picture in place of the picture.
    const fetch: Fetch = async (input, init) => {
      const response = await toFetch(input, init);
      return `${input}`.includes("/images/generations")
        ? Response.json({ data: [{ url: picture }] }, { status: response.status })
        : response;
    };
    const auth = { key, headers, ...(origins === "sdk" && { origins }) };
    const model = make(auth, { baseURL: provider.baseURL, fetch });
    await generateImage({ model, prompt: "A cat", ...once });
    expect(provider.requests[0]?.key).toBe(provider.key);
    expectNothingOfOurs([provider.key], elsewhere);
  },
);

const models: [string, string, Make<LanguageModel>][] = [
  ["openai", "authorization", (auth, settings) => createOpenAI(withAuth(auth, settings))("gpt-5")],
  ["azure", "api-key", (auth, settings) => createAzure(withAuth(auth, settings))("gpt-5")],
  [
    "anthropic",
    "x-api-key",
    (auth, settings) => createAnthropic(withAuth(auth, settings))("claude-sonnet-4-5"),
  ],
];

describe.each(models)("a model of %s, which sends its key as %s", (_name, slot, make) => {
  test.each([301, 302, 303, 307, 308] as const)("follows a %i elsewhere without it", async (status) => {
    const { provider, key } = await setUp({ slots: [slot] });
    const { provider: elsewhere } = await setUp();
    provider.redirect({ to: elsewhere.origin, status });
    const model = make({ key, headers }, { baseURL: provider.baseURL, fetch: globalThis.fetch });
    await caught(generateText({ model, prompt: "Hello", ...once }));
    expectNothingOfOurs([provider.key], elsewhere);
    expect(provider.requests[0]?.key).toBe(provider.key);
    // The refusal elsewhere says nothing about the key.
    await generateText({ model, prompt: "Hello", ...once });
    expect(provider.stats.keys.size).toBe(1);
  });

  test("is refused an address that the auth does not know, before anything is sent", async () => {
    const { provider } = await setUp();
    const auth = { key: "key-1", headers, origins: ["https://api.example.com"] };
    const model = make(auth, { baseURL: provider.baseURL, fetch: globalThis.fetch });
    expect(await caught(generateText({ model, prompt: "Hello", ...once }))).toMatchObject({
      name: "AI_APICallError",
      isRetryable: false,
      message: `The key may not go to ${provider.origin} unless origins names it.`,
    });
    expect(provider.requests).toHaveLength(0);
  });
});

test("a second address among the settings gets the key, too", async () => {
  const { provider: speech, key } = await setUp({ slots: ["ocp-apim-subscription-key"] });
  const azure = createAzure(
    withAuth({ key }, { baseURL: "https://example.openai.azure.com/openai", speechBaseURL: speech.origin }),
  );
  const model = azure.transcription("mai-transcribe-2");
  await caught(
    Promise.resolve(
      model.doGenerate({ audio: new Uint8Array(8), mediaType: "audio/wav", providerOptions: {} }),
    ),
  );
  expect(speech.requests[0]?.headers.get("ocp-apim-subscription-key")).toBe(speech.key);
});
