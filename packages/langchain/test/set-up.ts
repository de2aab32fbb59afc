import { inspect } from "node:util";
import { ChatOpenAI as Official } from "@langchain/openai";
import { type Provider, type ProviderOptions, startProvider } from "@valetkey/testing";
import { onTestFinished } from "vitest";
import {
  type Auth,
  type CachedSource,
  ChatOpenAI,
  type ChatOpenAIOptions,
  cached,
  withAuth,
} from "../src/index.ts";

/** A provider that closes with the test, and a cache of its key, which rotates under it. */
export async function setUp(
  options?: ProviderOptions,
): Promise<{ provider: Provider; key: CachedSource<string> }> {
  const provider = await startProvider(options);
  onTestFinished(() => provider.close());
  return { provider, key: cached(() => provider.key) };
}

/** Makes a model for a provider; a retry of its own would hide what is shown. */
export type Make = (provider: Provider, auth: Auth, fields?: ChatOpenAIOptions) => Official;

const fieldsFor = ({ baseURL }: Provider, fields?: ChatOpenAIOptions) => ({
  model: "gpt-5",
  maxRetries: 0,
  ...fields,
  configuration: { baseURL, ...fields?.configuration },
});

/** Both ways to a model. */
export const ways: [string, Make][] = [
  ["the drop-in", (provider, auth, fields) => new ChatOpenAI({ ...fieldsFor(provider, fields), ...auth })],
  [
    "the official class",
    (provider, auth, fields) => new Official(withAuth(auth, fieldsFor(provider, fields))),
  ],
];

/** The error of what must fail. */
export async function caught(promise: PromiseLike<unknown>): Promise<Error & Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
  throw new Error("It should have failed.");
}

/** Everything that a logger might print of a value. */
export function printed(value: unknown): string {
  let json = "";
  try {
    json = JSON.stringify(value) ?? "";
  } catch {
    // The SDK's clients are circular.
  }
  const options = { depth: 12, showHidden: true, getters: true, maxStringLength: null };
  return `${inspect(value, options)} ${json} ${String(value)}`;
}
