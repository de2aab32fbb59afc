import { type OpenAIProvider, type OpenAIProviderSettings, createOpenAI as official } from "@ai-sdk/openai";
import type { AuthOptions } from "@valetkey/core/adapter";
import type { Defaults } from "./address.ts";
import { armDropIn } from "./drop-in.ts";

export * from "@ai-sdk/openai";

const defaults: Defaults = {
  key: "OPENAI_API_KEY",
  baseURL: "OPENAI_BASE_URL",
  origin: "https://api.openai.com",
};

/** The settings of the official factory and those of an auth. */
export interface OpenAISettings extends Omit<OpenAIProviderSettings, "headers">, AuthOptions {}

/**
 * The official provider, which never holds the key. It takes what the official factory takes, and besides `key`,
 * header sources in `headers`, and the other fields of an auth. An `apiKey`, a string or a function, is a `key`
 * as well, and so is `OPENAI_API_KEY` of the environment if there is none.
 *
 * @throws AuthError `auth_conflict` for two credentials; `key_invalid`; `origin_refused` for a `baseURL` without
 * https that `origins` does not name.
 * @example
 * ```ts
 * import { cached } from "@valetkey/ai-sdk";
 * import { createOpenAI } from "@valetkey/ai-sdk/openai";
 * import { generateText } from "ai";
 *
 * declare function exchange(): Promise<{ value: string; expiresIn: number }>;
 *
 * const openai = createOpenAI({ key: cached(exchange), headers: () => ({ "x-trace-id": crypto.randomUUID() }) });
 * const { text } = await generateText({ model: openai("gpt-5"), prompt: "Hello" });
 * ```
 */
export function createOpenAI(settings: OpenAISettings = {}): OpenAIProvider {
  return official(armDropIn(settings, defaults) as OpenAIProviderSettings);
}

/** The provider with the key in `OPENAI_API_KEY`, read at each request. */
export const openai: OpenAIProvider = createOpenAI();
