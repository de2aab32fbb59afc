import { type Preset, type PresetOptions, preset } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";
import { optionsOf } from "../setting.ts";

/** What `gemini()` takes. */
export interface GeminiPresetOptions extends PresetOptions {
  /** `"openai"` (default): the endpoint with OpenAI's shape. `"native"`: Gemini's own, with `x-goog-api-key`. */
  api?: "openai" | "native" | undefined;
}

/** @internal */
export const geminiInfo: PresetInfo = {
  name: "gemini",
  service: "Gemini",
  baseURL: "https://generativelanguage.googleapis.com/v1beta/openai",
  keyVariables: ["GEMINI_API_KEY"],
  variables: [],
  keyHeader: 'Authorization: Bearer; with api: "native" x-goog-api-key',
  source: "https://ai.google.dev/gemini-api/docs/openai",
};

/**
 * Google's Gemini API. The key is read from `GEMINI_API_KEY` unless `key` is passed.
 *
 * Source: https://ai.google.dev/gemini-api/docs/openai
 *
 * @throws TypeError for a bad option. A missing key is an AuthError `key_unavailable` at the first request.
 * @example
 * ```ts
 * import { gemini } from "@valetkey/providers";
 * import { withAuth } from "@valetkey/openai";
 * import OpenAI from "openai";
 *
 * const client = new OpenAI(withAuth(gemini()));
 * ```
 */
export function gemini(options: GeminiPresetOptions = {}): Preset {
  const { api = "openai", ...rest } = optionsOf("gemini()", options);
  if (api === "openai") return preset(geminiInfo, rest);
  if (api !== "native") throw new TypeError('gemini(): api has to be "openai" or "native".');
  const baseURL = geminiInfo.baseURL.replace("/openai", "");
  return preset(geminiInfo, rest, { baseURL, scheme: { header: "x-goog-api-key" } });
}
