import { type Provider, type ProviderOptions, startProvider } from "@valetkey/testing";
import { onTestFinished } from "vitest";
import { type CachedSource, cached } from "../src/index.ts";

/** A provider that closes with the test, and a cache of its key, which rotates under it. */
export async function setUp(
  options?: ProviderOptions,
): Promise<{ provider: Provider; key: CachedSource<string> }> {
  const provider = await startProvider(options);
  onTestFinished(() => provider.close());
  return { provider, key: cached(() => provider.key) };
}

/** What a promise fails with; not failing is a failure. */
export async function caught(attempt: PromiseLike<unknown>): Promise<unknown> {
  try {
    await attempt;
  } catch (error) {
    return error;
  }
  throw new Error("It should have failed.");
}
