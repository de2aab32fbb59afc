import { type Preset, type PresetOptions, preset } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";

/** @internal */
export const vllmInfo: PresetInfo = {
  name: "vllm",
  service: "vLLM",
  baseURL: "http://localhost:8000/v1",
  keyVariables: ["VLLM_API_KEY"],
  keyDefault: "EMPTY",
  variables: [],
  keyHeader: "Authorization: Bearer",
  source: "https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html",
};

/**
 * A vLLM server. It asks for no key unless it was started with `--api-key` or `VLLM_API_KEY`; without that variable
 * it gets the word `EMPTY`, as in its documentation. Plain http to another machine has to be named in `origins`.
 *
 * Source: https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html
 *
 * @throws TypeError for a bad option.
 * @example
 * ```ts
 * import { vllm } from "@valetkey/providers";
 * import { withAuth } from "@valetkey/openai";
 * import OpenAI from "openai";
 *
 * const auth = vllm({ baseURL: "http://gpu-1:8000/v1", origins: ["http://gpu-1:8000"] });
 * const client = new OpenAI(withAuth(auth));
 * ```
 */
export const vllm = (options: PresetOptions = {}): Preset => preset(vllmInfo, options);
