import { buildHeaders, type Fields } from "../build-headers.ts";
import { text } from "../fields.ts";
import { type Preset, type PresetOptions, preset } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";
import { optional, optionsOf } from "../setting.ts";

/** What `openai()` takes. */
export interface OpenAIPresetOptions extends PresetOptions {
  /** The organization that pays. Default: `OPENAI_ORG_ID`. */
  organization?: string | undefined;
  /** The project that the request belongs to. Default: `OPENAI_PROJECT_ID`. */
  project?: string | undefined;
}

/** @internal */
export const openaiInfo: PresetInfo = {
  name: "openai",
  service: "OpenAI",
  baseURL: "https://api.openai.com/v1",
  keyVariables: ["OPENAI_API_KEY"],
  variables: ["OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"],
  keyHeader: "Authorization: Bearer",
  source: "https://github.com/openai/openai-node/blob/main/src/client.ts",
};

const fields: Fields<{ organization: string | undefined; project: string | undefined }> = {
  organization: text("OpenAI-Organization"),
  project: text("OpenAI-Project"),
};

/**
 * OpenAI: Responses, Chat Completions and everything else. The key is read from `OPENAI_API_KEY`, the address from
 * `OPENAI_BASE_URL`, as the SDK does.
 *
 * Source: https://github.com/openai/openai-node/blob/main/src/client.ts
 *
 * @throws TypeError for a bad option; AuthError `headers_invalid` for a text that cannot be sent. A missing key is
 * an AuthError `key_unavailable` at the first request.
 * @example
 * ```ts
 * import { authFetch } from "@valetkey/core";
 * import { openai } from "@valetkey/providers";
 *
 * const auth = openai({ project: "proj_example" });
 * const send = authFetch(auth);
 * const response = await send(`${auth.baseURL}/models`);
 * ```
 */
export function openai(options: OpenAIPresetOptions = {}): Preset {
  const { organization, project, ...rest } = optionsOf("openai()", options);
  return preset(openaiInfo, rest, {
    baseURL: optional("openai()", "baseURL", options.baseURL, ["OPENAI_BASE_URL"]),
    headers: buildHeaders("openai()", fields, {
      organization: optional("openai()", "organization", organization, ["OPENAI_ORG_ID"]),
      project: optional("openai()", "project", project, ["OPENAI_PROJECT_ID"]),
    }),
  });
}
