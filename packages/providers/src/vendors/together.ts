import { type Preset, type PresetOptions, preset } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";

/** @internal */
export const togetherInfo: PresetInfo = {
  name: "together",
  service: "Together AI",
  baseURL: "https://api.together.ai/v1",
  keyVariables: ["TOGETHER_API_KEY"],
  variables: [],
  keyHeader: "Authorization: Bearer",
  source: "https://docs.together.ai/docs/inference/openai-compatibility",
};

/**
 * Together AI, whose API has OpenAI's shape. The key is read from `TOGETHER_API_KEY` unless `key` is passed.
 *
 * Source: https://docs.together.ai/docs/inference/openai-compatibility
 *
 * @throws TypeError for a bad option. A missing key is an AuthError `key_unavailable` at the first request.
 * @example
 * ```ts
 * import { together } from "@valetkey/providers";
 * import { withAuth } from "@valetkey/openai";
 * import OpenAI from "openai";
 *
 * const client = new OpenAI(withAuth(together()));
 * ```
 */
export const together = (options: PresetOptions = {}): Preset => preset(togetherInfo, options);
