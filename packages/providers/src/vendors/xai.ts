import { type Preset, type PresetOptions, preset } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";

/** @internal */
export const xaiInfo: PresetInfo = {
  name: "xai",
  service: "xAI",
  baseURL: "https://api.x.ai/v1",
  keyVariables: ["XAI_API_KEY"],
  variables: [],
  keyHeader: "Authorization: Bearer",
  source: "https://docs.x.ai/docs/api-reference",
};

/**
 * xAI, whose API has OpenAI's shape. The key is read from `XAI_API_KEY` unless `key` is passed.
 *
 * Sources: https://docs.x.ai/docs/api-reference,
 * https://github.com/vercel/ai/blob/main/packages/xai/src/xai-provider.ts
 *
 * @throws TypeError for a bad option. A missing key is an AuthError `key_unavailable` at the first request.
 * @example
 * ```ts
 * import { xai } from "@valetkey/providers";
 * import { withAuth } from "@valetkey/openai";
 * import OpenAI from "openai";
 *
 * const client = new OpenAI(withAuth(xai()));
 * ```
 */
export const xai = (options: PresetOptions = {}): Preset => preset(xaiInfo, options);
