import { type Preset, type PresetOptions, preset } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";

/** @internal */
export const cerebrasInfo: PresetInfo = {
  name: "cerebras",
  service: "Cerebras",
  baseURL: "https://api.cerebras.ai/v1",
  keyVariables: ["CEREBRAS_API_KEY"],
  variables: [],
  keyHeader: "Authorization: Bearer",
  source: "https://inference-docs.cerebras.ai/resources/openai",
};

/**
 * Cerebras, whose API has OpenAI's shape. The key is read from `CEREBRAS_API_KEY` unless `key` is passed.
 *
 * Sources: https://inference-docs.cerebras.ai/resources/openai,
 * https://github.com/vercel/ai/blob/main/packages/cerebras/src/cerebras-provider.ts
 *
 * @throws TypeError for a bad option. A missing key is an AuthError `key_unavailable` at the first request.
 * @example
 * ```ts
 * import { cerebras } from "@valetkey/providers";
 * import { withAuth } from "@valetkey/openai";
 * import OpenAI from "openai";
 *
 * const client = new OpenAI(withAuth(cerebras()));
 * ```
 */
export const cerebras = (options: PresetOptions = {}): Preset => preset(cerebrasInfo, options);
