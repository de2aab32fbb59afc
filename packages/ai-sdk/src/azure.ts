import {
  type AzureOpenAIProvider,
  type AzureOpenAIProviderSettings,
  createAzure as official,
} from "@ai-sdk/azure";
import type { AuthOptions } from "@valetkey/core/adapter";
import { armDropIn } from "./drop-in.ts";

export * from "@ai-sdk/azure";

/** The settings of the official factory and those of an auth. `native` it has no use for: it takes no key function. */
export interface AzureSettings
  extends Omit<AzureOpenAIProviderSettings, "headers">,
    Omit<AuthOptions, "native"> {}

/**
 * The official provider, which never holds the key. It takes what the official factory takes, and besides `key`,
 * header sources in `headers`, and the other fields of an auth. A `key` travels as `api-key`; with
 * `scheme: "bearer"`, or given as `tokenProvider`, as an Entra token in `Authorization`. An `apiKey` is a `key`
 * as well, and so is `AZURE_API_KEY` of the environment if there is none.
 *
 * @throws AuthError `auth_conflict` for two credentials; `key_invalid`; `origin_refused` for a `baseURL` without
 * https that `origins` does not name.
 * @example
 * ```ts
 * import { createAzure } from "@valetkey/ai-sdk/azure";
 * import { file } from "@valetkey/core/node";
 * import { generateText } from "ai";
 *
 * const azure = createAzure({ key: file("/run/secrets/azure-openai"), resourceName: "example" });
 * const { text } = await generateText({ model: azure("gpt-5"), prompt: "Hello" });
 * ```
 */
export function createAzure(settings: AzureSettings = {}): AzureOpenAIProvider {
  return official(armDropIn(settings, { key: "AZURE_API_KEY" }) as AzureOpenAIProviderSettings);
}

/** The provider with the key in `AZURE_API_KEY`, read at each request. */
export const azure: AzureOpenAIProvider = createAzure();
