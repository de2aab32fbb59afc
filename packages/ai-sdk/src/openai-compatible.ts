import {
  type OpenAICompatibleProvider,
  type OpenAICompatibleProviderSettings,
  createOpenAICompatible as official,
} from "@ai-sdk/openai-compatible";
import { AuthError } from "@valetkey/core";
import type { AuthOptions } from "@valetkey/core/adapter";
import { armDropIn } from "./drop-in.ts";

export * from "@ai-sdk/openai-compatible";

/** The settings of the official factory and those of an auth. */
export interface OpenAICompatibleSettings
  extends Omit<OpenAICompatibleProviderSettings, "headers">,
    AuthOptions {}

/**
 * The official provider, which never holds the key. It takes what the official factory takes, and besides `key`,
 * header sources in `headers`, and the other fields of an auth. An `apiKey`, a string or a function, is a `key`
 * as well. It reads no key from the environment.
 *
 * @throws AuthError `auth_conflict` for two credentials; `key_invalid`; `origin_refused` without a `baseURL`, or
 * for one without https that `origins` does not name.
 * @example
 * ```ts
 * import { cached } from "@valetkey/ai-sdk";
 * import { createOpenAICompatible } from "@valetkey/ai-sdk/openai-compatible";
 * import { generateText } from "ai";
 *
 * declare function exchange(): Promise<{ value: string; expiresIn: number }>;
 *
 * const gateway = createOpenAICompatible({
 *   name: "gateway",
 *   baseURL: "https://gateway.example.com/v1",
 *   key: cached(exchange),
 * });
 * const { text } = await generateText({ model: gateway("gpt-5"), prompt: "Hello" });
 * ```
 */
export function createOpenAICompatible<
  Chat extends string,
  Completion extends string,
  Embedding extends string,
  Image extends string,
>(settings: OpenAICompatibleSettings): OpenAICompatibleProvider<Chat, Completion, Embedding, Image> {
  if (!settings.baseURL) {
    throw new AuthError("origin_refused", "createOpenAICompatible() needs a baseURL, an https address.");
  }
  return official(armDropIn(settings) as unknown as OpenAICompatibleProviderSettings);
}
