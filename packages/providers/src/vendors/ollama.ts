import { type Preset, type PresetOptions, preset } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";
import { checkAddress, optional, optionsOf, withScheme } from "../setting.ts";

/** @internal */
export const ollamaInfo: PresetInfo = {
  name: "ollama",
  service: "Ollama",
  baseURL: "http://localhost:11434/v1",
  keyVariables: ["OLLAMA_API_KEY"],
  keyDefault: "ollama",
  variables: ["OLLAMA_HOST"],
  keyHeader: "Authorization: Bearer",
  source: "https://docs.ollama.com/api/openai-compatibility",
};

/**
 * Ollama on this machine, or where `OLLAMA_HOST` says, which may lack `http://`, the host and the port. The server on one's own
 * machine asks for no key; without `OLLAMA_API_KEY` it gets the word `ollama`.
 *
 * Sources: https://docs.ollama.com/api/openai-compatibility,
 * https://github.com/ollama/ollama-js/blob/main/src/utils.ts
 *
 * @throws TypeError for a bad option.
 * @example
 * ```ts
 * import { ollama } from "@valetkey/providers";
 * import { withAuth } from "@valetkey/openai";
 * import OpenAI from "openai";
 *
 * const client = new OpenAI(withAuth(ollama()));
 * ```
 */
export function ollama(options: PresetOptions = {}): Preset {
  if (optionsOf("ollama()", options).baseURL !== undefined) return preset(ollamaInfo, options);
  const host = optional("ollama()", "baseURL", undefined, ["OLLAMA_HOST"]);
  return preset(ollamaInfo, options, { baseURL: host && `${serverAt(host)}/v1` });
}

/** As Ollama's own client reads it: the port is 11434 unless a scheme says otherwise; what it listens on it is reached at. */
function serverAt(given: string): string {
  const host = given.startsWith(":") ? `127.0.0.1${given}` : given;
  const address = checkAddress("ollama()", "OLLAMA_HOST", withScheme(host, "http"));
  const url = new URL(address);
  const isBare = address !== host.replace(/\/+$/, "");
  if (isBare && url.port === "" && !/:\d+/.test(host)) url.port = "11434";
  if (url.hostname === "0.0.0.0") url.hostname = "127.0.0.1";
  return url.href.replace(/\/+$/, "");
}
