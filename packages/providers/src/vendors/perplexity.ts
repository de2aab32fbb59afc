import { type Preset, type PresetOptions, preset } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";

/** @internal */
export const perplexityInfo: PresetInfo = {
  name: "perplexity",
  service: "Perplexity",
  baseURL: "https://api.perplexity.ai",
  keyVariables: ["PERPLEXITY_API_KEY"],
  variables: [],
  keyHeader: "Authorization: Bearer",
  source: "https://docs.perplexity.ai/guides/chat-completions-guide",
};

/**
 * Perplexity, whose API has OpenAI's shape. The key is read from `PERPLEXITY_API_KEY` unless `key` is passed. It lists no models.
 *
 * Source: https://docs.perplexity.ai/guides/chat-completions-guide
 *
 * @throws TypeError for a bad option. A missing key is an AuthError `key_unavailable` at the first request.
 * @example
 * ```ts
 * import { perplexity } from "@valetkey/providers";
 * import { withAuth } from "@valetkey/openai";
 * import OpenAI from "openai";
 *
 * const client = new OpenAI(withAuth(perplexity()));
 * ```
 */
export const perplexity = (options: PresetOptions = {}): Preset => preset(perplexityInfo, options);
