import { type Preset, type PresetOptions, preset } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";

/** @internal */
export const groqInfo: PresetInfo = {
  name: "groq",
  service: "Groq",
  baseURL: "https://api.groq.com/openai/v1",
  keyVariables: ["GROQ_API_KEY"],
  variables: [],
  keyHeader: "Authorization: Bearer",
  source: "https://console.groq.com/docs/openai",
};

/**
 * Groq, whose API has OpenAI's shape. The key is read from `GROQ_API_KEY` unless `key` is passed.
 *
 * Source: https://console.groq.com/docs/openai
 *
 * @throws TypeError for a bad option. A missing key is an AuthError `key_unavailable` at the first request.
 * @example
 * ```ts
 * import { groq } from "@valetkey/providers";
 * import { withAuth } from "@valetkey/openai";
 * import OpenAI from "openai";
 *
 * const client = new OpenAI(withAuth(groq()));
 * ```
 */
export const groq = (options: PresetOptions = {}): Preset => preset(groqInfo, options);
