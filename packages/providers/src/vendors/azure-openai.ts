import type { KeyInput } from "@valetkey/core";
import { AuthError } from "@valetkey/core";
import { type Preset, type PresetOptions, preset, presetKey } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";
import { checkAddress, optionsOf, required } from "../setting.ts";

/** What `azureOpenAI()` takes with either credential. */
export interface AzureOpenAISettings extends Omit<PresetOptions, "baseURL" | "key"> {
  /** The resource's address, such as `https://example.openai.azure.com`, with or without `/openai/v1`. Default: `AZURE_OPENAI_ENDPOINT`. */
  endpoint?: string | undefined;
  /**
   * `"v1"` (default): `{endpoint}/openai/v1`, for `OpenAI` clients; the model is the deployment. `"deployments"`:
   * `{endpoint}/openai`, for `AzureOpenAI` clients, which add `/deployments/…` and `api-version` themselves.
   */
  path?: "v1" | "deployments" | undefined;
}

/** An API key, sent as `api-key`. */
export interface AzureOpenAIByKey extends AzureOpenAISettings, Partial<Record<"token", never>> {
  /** The key. Default: `AZURE_OPENAI_API_KEY`. */
  key?: KeyInput;
}

/** An Entra access token, sent as `Authorization: Bearer`. */
export interface AzureOpenAIByToken extends AzureOpenAISettings, Partial<Record<"key", never>> {
  /** The token; most often a function or `cached()`. */
  token: KeyInput;
}

/** What `azureOpenAI()` takes: an API key, or an Entra token, and never both. */
export type AzureOpenAIPresetOptions = AzureOpenAIByKey | AzureOpenAIByToken;

/** @internal */
export const azureOpenAIInfo: PresetInfo = {
  name: "azureOpenAI",
  service: "Azure OpenAI",
  baseURL: "{endpoint}/openai/v1",
  keyVariables: ["AZURE_OPENAI_API_KEY"],
  variables: ["AZURE_OPENAI_ENDPOINT"],
  keyHeader: "api-key; with token Authorization: Bearer",
  source: "https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle",
};

/**
 * Azure OpenAI, with its v1 paths or its deployment paths, and with an API key or an Entra token. The scope of a
 * token is `https://ai.azure.com/.default` for v1, `https://cognitiveservices.azure.com/.default` for deployments.
 *
 * Source: https://github.com/openai/openai-node/blob/main/src/azure.ts
 *
 * @throws TypeError without an endpoint, or for a bad option; AuthError `auth_conflict` for a key and a token. A
 * missing key is an AuthError `key_unavailable` at the first request.
 * @example
 * ```ts
 * import { withAuth } from "@valetkey/openai";
 * import { azureOpenAI } from "@valetkey/providers";
 * import OpenAI, { AzureOpenAI } from "openai";
 *
 * declare function entraToken(): Promise<string>;
 * const endpoint = "https://example.openai.azure.com";
 *
 * const v1 = new OpenAI(withAuth(azureOpenAI({ endpoint })));
 * const dated = new AzureOpenAI(
 *   withAuth(azureOpenAI({ endpoint, path: "deployments", token: entraToken }), { apiVersion: "2025-04-01-preview" }),
 * );
 * ```
 */
export function azureOpenAI(options: AzureOpenAIPresetOptions = {}): Preset {
  const { endpoint, path = "v1", token, ...rest } = optionsOf("azureOpenAI()", options);
  const owner = "azureOpenAI()";
  if (token !== undefined && rest.key !== undefined)
    throw new AuthError("auth_conflict", "azureOpenAI(): key and token exclude each other; remove one.");
  if (path !== "v1" && path !== "deployments")
    throw new TypeError(`${owner}: path has to be "v1" or "deployments".`);
  if ("baseURL" in rest) throw new TypeError(`${owner}: there is no option baseURL; pass endpoint.`);
  const address = required(owner, "endpoint", endpoint, ["AZURE_OPENAI_ENDPOINT"]);
  return preset(azureOpenAIInfo, rest, {
    baseURL: `${checkAddress(owner, "endpoint", address).replace(/\/openai(\/v1)?$/, "")}/openai${path === "v1" ? "/v1" : ""}`,
    ...(token === undefined
      ? { scheme: { header: "api-key" } }
      : { scheme: "bearer", key: presetKey(owner, "token", token, []) }),
  });
}
