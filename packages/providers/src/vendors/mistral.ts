import { type Preset, type PresetOptions, preset } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";

/** @internal */
export const mistralInfo: PresetInfo = {
  name: "mistral",
  service: "Mistral",
  baseURL: "https://api.mistral.ai/v1",
  keyVariables: ["MISTRAL_API_KEY"],
  variables: [],
  keyHeader: "Authorization: Bearer",
  source: "https://docs.mistral.ai/api",
};

/**
 * Mistral, whose API has OpenAI's shape. The key is read from `MISTRAL_API_KEY` unless `key` is passed. It knows no `stream_options`, and calls `seed` `random_seed`.
 *
 * Source: https://docs.mistral.ai/api
 *
 * @throws TypeError for a bad option. A missing key is an AuthError `key_unavailable` at the first request.
 * @example
 * ```ts
 * import { mistral } from "@valetkey/providers";
 * import { withAuth } from "@valetkey/openai";
 * import OpenAI from "openai";
 *
 * const client = new OpenAI(withAuth(mistral()));
 * ```
 */
export const mistral = (options: PresetOptions = {}): Preset => preset(mistralInfo, options);
