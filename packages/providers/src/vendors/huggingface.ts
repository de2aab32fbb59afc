import { type Preset, type PresetOptions, preset } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";

/** @internal */
export const huggingfaceInfo: PresetInfo = {
  name: "huggingface",
  service: "Hugging Face",
  baseURL: "https://router.huggingface.co/v1",
  keyVariables: ["HUGGINGFACE_API_KEY"],
  variables: [],
  keyHeader: "Authorization: Bearer",
  source: "https://huggingface.co/docs/inference-providers",
};

/**
 * Hugging Face, whose API has OpenAI's shape. The key is read from `HUGGINGFACE_API_KEY` unless `key` is passed. For a token in `HF_TOKEN`, pass `key: env("HF_TOKEN")`.
 *
 * Source: https://huggingface.co/docs/inference-providers
 *
 * @throws TypeError for a bad option. A missing key is an AuthError `key_unavailable` at the first request.
 * @example
 * ```ts
 * import { huggingface } from "@valetkey/providers";
 * import { withAuth } from "@valetkey/openai";
 * import OpenAI from "openai";
 *
 * const client = new OpenAI(withAuth(huggingface()));
 * ```
 */
export const huggingface = (options: PresetOptions = {}): Preset => preset(huggingfaceInfo, options);
