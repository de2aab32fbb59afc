import { type Preset, type PresetOptions, preset } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";

/** @internal */
export const deepseekInfo: PresetInfo = {
  name: "deepseek",
  service: "DeepSeek",
  baseURL: "https://api.deepseek.com",
  keyVariables: ["DEEPSEEK_API_KEY"],
  variables: [],
  keyHeader: "Authorization: Bearer",
  source: "https://api-docs.deepseek.com",
};

/**
 * DeepSeek, whose API has OpenAI's shape. The key is read from `DEEPSEEK_API_KEY` unless `key` is passed. The content of a message has to be a string there.
 *
 * Source: https://api-docs.deepseek.com
 *
 * @throws TypeError for a bad option. A missing key is an AuthError `key_unavailable` at the first request.
 * @example
 * ```ts
 * import { deepseek } from "@valetkey/providers";
 * import { withAuth } from "@valetkey/openai";
 * import OpenAI from "openai";
 *
 * const client = new OpenAI(withAuth(deepseek()));
 * ```
 */
export const deepseek = (options: PresetOptions = {}): Preset => preset(deepseekInfo, options);
