import { type Preset, type PresetOptions, preset } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";

/** @internal */
export const fireworksInfo: PresetInfo = {
  name: "fireworks",
  service: "Fireworks AI",
  baseURL: "https://api.fireworks.ai/inference/v1",
  keyVariables: ["FIREWORKS_API_KEY"],
  variables: [],
  keyHeader: "Authorization: Bearer",
  source: "https://docs.fireworks.ai/tools-sdks/openai-compatibility",
};

/**
 * Fireworks AI, whose API has OpenAI's shape. The key is read from `FIREWORKS_API_KEY` unless `key` is passed.
 *
 * Sources: https://docs.fireworks.ai/tools-sdks/openai-compatibility,
 * https://github.com/vercel/ai/blob/main/packages/fireworks/src/fireworks-provider.ts
 *
 * @throws TypeError for a bad option. A missing key is an AuthError `key_unavailable` at the first request.
 * @example
 * ```ts
 * import { fireworks } from "@valetkey/providers";
 * import { withAuth } from "@valetkey/openai";
 * import OpenAI from "openai";
 *
 * const client = new OpenAI(withAuth(fireworks()));
 * ```
 */
export const fireworks = (options: PresetOptions = {}): Preset => preset(fireworksInfo, options);
