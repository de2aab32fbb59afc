import {
  type AnthropicProvider,
  type AnthropicProviderSettings,
  createAnthropic as official,
} from "@ai-sdk/anthropic";
import type { AuthOptions } from "@valetkey/core/adapter";
import type { Defaults } from "./address.ts";
import { armDropIn } from "./drop-in.ts";

export * from "@ai-sdk/anthropic";

const defaults: Defaults = {
  key: "ANTHROPIC_API_KEY",
  baseURL: "ANTHROPIC_BASE_URL",
  origin: "https://api.anthropic.com",
};

/** The settings of the official factory and those of an auth. `native` is for WebSockets, which it has none of. */
export interface AnthropicSettings
  extends Omit<AnthropicProviderSettings, "headers">,
    Omit<AuthOptions, "native"> {}

/**
 * The official provider, which never holds the key. It takes what the official factory takes, and besides `key`,
 * header sources in `headers`, and the other fields of an auth. A `key` travels as `x-api-key`; with
 * `scheme: "bearer"`, or given as `authToken`, in `Authorization`. An `apiKey` is a `key` as well, and so is
 * `ANTHROPIC_API_KEY` of the environment if there is none.
 *
 * @throws AuthError `auth_conflict` for two credentials; `key_invalid`; `origin_refused` for a `baseURL` without
 * https that `origins` does not name.
 * @example
 * ```ts
 * import { cached } from "@valetkey/ai-sdk";
 * import { createAnthropic } from "@valetkey/ai-sdk/anthropic";
 * import { generateText } from "ai";
 *
 * declare function exchange(): Promise<{ value: string; expiresIn: number }>;
 *
 * const anthropic = createAnthropic({ key: cached(exchange), scheme: "bearer" });
 * const { text } = await generateText({ model: anthropic("claude-sonnet-4-5"), prompt: "Hello" });
 * ```
 */
export function createAnthropic(settings: AnthropicSettings = {}): AnthropicProvider {
  return official(armDropIn(settings, defaults) as AnthropicProviderSettings);
}

/** The provider with the key in `ANTHROPIC_API_KEY`, read at each request. */
export const anthropic: AnthropicProvider = createAnthropic();
