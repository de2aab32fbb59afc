import type { HeaderSource } from "@valetkey/core";
import { buildHeaders, type Fields } from "../build-headers.ts";
import { list, text } from "../fields.ts";
import { type Preset, type PresetOptions, preset } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";
import { optional, optionsOf } from "../setting.ts";

/** What `anthropic()` takes. */
export interface AnthropicPresetOptions extends PresetOptions {
  /**
   * Where the key goes: `"x-api-key"` (default), as in Anthropic's documentation and for the AI SDK, or `"bearer"`,
   * as Anthropic's SDK does since 1.0, and as OAuth tokens and the OpenAI-compatible endpoint want it.
   */
  auth?: "x-api-key" | "bearer" | undefined;
  /** `anthropic-version`. Default: the SDK's own, and `"2023-06-01"` where there is none. */
  version?: string | undefined;
  /** `anthropic-beta`: the names of beta features. Default: none. */
  beta?: readonly string[] | undefined;
}

/** @internal */
export const anthropicInfo: PresetInfo = {
  name: "anthropic",
  service: "Anthropic",
  baseURL: "https://api.anthropic.com",
  keyVariables: ["ANTHROPIC_API_KEY"],
  variables: ["ANTHROPIC_BASE_URL"],
  keyHeader: 'x-api-key; with auth: "bearer" Authorization: Bearer',
  source: "https://docs.claude.com/en/api/overview",
};

const fields: Fields<Pick<AnthropicPresetOptions, "version" | "beta">> = {
  version: text("anthropic-version"),
  beta: list("anthropic-beta"),
};

/** Anthropic refuses requests without a version, and each SDK is written for its own. */
const usualVersion: HeaderSource = ({ headers }) =>
  headers?.has("anthropic-version") ? undefined : { "anthropic-version": "2023-06-01" };

/**
 * Anthropic. The address is the one that Anthropic's SDK and LangChain want, without `/v1`; the AI SDK and OpenAI's
 * SDK want it with: pass `baseURL: "https://api.anthropic.com/v1"` to them.
 *
 * Source: https://github.com/anthropics/anthropic-sdk-typescript/blob/main/src/client.ts
 *
 * @throws TypeError for a bad option; AuthError `headers_invalid` for a text that cannot be sent. A missing key is
 * an AuthError `key_unavailable` at the first request.
 * @example
 * ```ts
 * import { authFetch } from "@valetkey/core";
 * import { anthropic } from "@valetkey/providers";
 *
 * const auth = anthropic({ beta: ["files-api-2025-04-14"] });
 * const send = authFetch(auth);
 * const response = await send(`${auth.baseURL}/v1/files`);
 * ```
 */
export function anthropic(options: AnthropicPresetOptions = {}): Preset {
  const { auth = "x-api-key", version, beta, ...rest } = optionsOf("anthropic()", options);
  if (auth !== "x-api-key" && auth !== "bearer")
    throw new TypeError('anthropic(): auth has to be "x-api-key" or "bearer".');
  return preset(anthropicInfo, rest, {
    baseURL: optional("anthropic()", "baseURL", options.baseURL, ["ANTHROPIC_BASE_URL"]),
    headers: [usualVersion, buildHeaders("anthropic()", fields, { version, beta })],
    scheme: auth === "bearer" ? "bearer" : { header: "x-api-key" },
  });
}
