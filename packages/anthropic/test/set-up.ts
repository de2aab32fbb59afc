import type Official from "@anthropic-ai/sdk";
import { type ClientOptions, Anthropic as OfficialAnthropic } from "@anthropic-ai/sdk";
import { VERSION } from "@anthropic-ai/sdk/version";
import { type Provider, type ProviderOptions, startProvider } from "@valetkey/testing";
import { onTestFinished } from "vitest";
import { Anthropic, type Auth, type CachedSource, cached, withAuth } from "../src/index.ts";

/** A provider that closes with the test, and a cache of its key, which rotates under it. */
export async function setUp(
  options?: ProviderOptions,
): Promise<{ provider: Provider; key: CachedSource<string> }> {
  const provider = await startProvider(options);
  onTestFinished(() => provider.close());
  return { provider, key: cached(() => provider.key) };
}

/** Before version 1 the SDK sends an `apiKey` in a header of its own. */
export const slot: "authorization" | "x-api-key" = VERSION.startsWith("0.") ? "x-api-key" : "authorization";

/** Makes a client for a provider; a retry of its own would hide what is shown. */
export type Make = (provider: Provider, auth: Auth, options?: ClientOptions) => Official;

/** Both ways to a client. */
export const ways: [string, Make][] = [
  [
    "the drop-in",
    ({ origin: baseURL }, auth, options) => new Anthropic({ baseURL, maxRetries: 0, ...options, ...auth }),
  ],
  [
    "the official client",
    ({ origin: baseURL }, auth, options) =>
      new OfficialAnthropic(withAuth(auth, { baseURL, maxRetries: 0, ...options })),
  ],
];

/** What is asked. */
export const question: Official.MessageCreateParamsNonStreaming = {
  model: "claude-opus-5",
  max_tokens: 1024,
  messages: [{ role: "user", content: "Hello there" }],
};

/** What a stream of events says. */
export async function textOf(stream: AsyncIterable<Official.RawMessageStreamEvent>): Promise<string> {
  let text = "";
  for await (const event of stream)
    if (event.type === "content_block_delta" && event.delta.type === "text_delta") text += event.delta.text;
  return text;
}
