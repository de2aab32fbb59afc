import { type Preset, type PresetOptions, preset } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";
import { checkAddress, optional, optionsOf } from "../setting.ts";

/** @internal */
export const lmstudioInfo: PresetInfo = {
  name: "lmstudio",
  service: "LM Studio",
  baseURL: "http://localhost:1234/v1",
  keyVariables: ["LMSTUDIO_API_KEY"],
  keyDefault: "lmstudio",
  variables: ["LMSTUDIO_BASE_URL"],
  keyHeader: "Authorization: Bearer",
  source: "https://lmstudio.ai/docs/developer/openai-compat",
};

/**
 * LM Studio on this machine, or where `LMSTUDIO_BASE_URL` says, with or without `/v1` at its end. It asks for no
 * key unless it is told to; without `LMSTUDIO_API_KEY` it gets the word `lmstudio`.
 *
 * Source: https://lmstudio.ai/docs/developer/openai-compat
 *
 * @throws TypeError for a bad option.
 * @example
 * ```ts
 * import { lmstudio } from "@valetkey/providers";
 * import { withAuth } from "@valetkey/openai";
 * import OpenAI from "openai";
 *
 * const client = new OpenAI(withAuth(lmstudio()));
 * ```
 */
export function lmstudio(options: PresetOptions = {}): Preset {
  if (optionsOf("lmstudio()", options).baseURL !== undefined) return preset(lmstudioInfo, options);
  const server = optional("lmstudio()", "baseURL", undefined, ["LMSTUDIO_BASE_URL"]);
  return preset(lmstudioInfo, options, {
    baseURL: server && `${checkAddress("lmstudio()", "LMSTUDIO_BASE_URL", server).replace(/\/v1$/, "")}/v1`,
  });
}
