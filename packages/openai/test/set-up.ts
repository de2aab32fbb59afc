import { type Provider, type ProviderOptions, startProvider } from "@valetkey/testing";
import type Official from "openai";
import { type ClientOptions, OpenAI as OfficialOpenAI } from "openai";
import { onTestFinished } from "vitest";
import { type Auth, type CachedSource, cached, OpenAI, withAuth } from "../src/index.ts";

/** A provider that closes with the test, and a cache of its key, which rotates under it. */
export async function setUp(
  options?: ProviderOptions,
): Promise<{ provider: Provider; key: CachedSource<string> }> {
  const provider = await startProvider(options);
  onTestFinished(() => provider.close());
  return { provider, key: cached(() => provider.key) };
}

/** Makes a client for a provider; a retry of its own would hide what is shown. */
export type Make = (provider: Provider, auth: Auth, options?: ClientOptions) => Official;

/** Both ways to a client. */
export const ways: [string, Make][] = [
  [
    "the drop-in",
    ({ baseURL }, auth, options) => new OpenAI({ baseURL, maxRetries: 0, ...options, ...auth }),
  ],
  [
    "the official client",
    ({ baseURL }, auth, options) =>
      new OfficialOpenAI(withAuth(auth, { baseURL, maxRetries: 0, ...options })),
  ],
];

export const messages: [{ role: "user"; content: string }] = [{ role: "user", content: "Hello there" }];

/** What a stream of chunks says. */
export async function textOf(stream: AsyncIterable<Official.ChatCompletionChunk>): Promise<string> {
  let text = "";
  for await (const { choices } of stream) text += choices[0]?.delta.content ?? "";
  return text;
}
