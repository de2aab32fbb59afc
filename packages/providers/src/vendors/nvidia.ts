import { type Preset, type PresetOptions, preset } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";

/** @internal */
export const nvidiaInfo: PresetInfo = {
  name: "nvidia",
  service: "NVIDIA NIM",
  baseURL: "https://integrate.api.nvidia.com/v1",
  keyVariables: ["NVIDIA_API_KEY"],
  variables: [],
  keyHeader: "Authorization: Bearer",
  source: "https://docs.api.nvidia.com/nim/reference/llm-apis",
};

/**
 * NVIDIA NIM, whose API has OpenAI's shape. The key is read from `NVIDIA_API_KEY` unless `key` is passed. For a NIM of
 * your own pass its address as `baseURL`.
 *
 * Sources: https://docs.api.nvidia.com/nim/reference/llm-apis,
 * https://ai-sdk.dev/providers/openai-compatible-providers/nim
 *
 * @throws TypeError for a bad option. A missing key is an AuthError `key_unavailable` at the first request.
 * @example
 * ```ts
 * import { nvidia } from "@valetkey/providers";
 * import { withAuth } from "@valetkey/openai";
 * import OpenAI from "openai";
 *
 * const client = new OpenAI(withAuth(nvidia()));
 * ```
 */
export const nvidia = (options: PresetOptions = {}): Preset => preset(nvidiaInfo, options);
