import { header, type KeyInput } from "@valetkey/core";
import { type Preset, type PresetOptions, preset, presetKey } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";
import { checkAddress, optionsOf } from "../setting.ts";

/** What `helicone()` takes. */
export type HeliconePresetOptions = HeliconeGatewayOptions | HeliconeProxyOptions;

/** Helicone's AI Gateway, which has the providers' keys: Helicone's key is the only one. */
export interface HeliconeGatewayOptions extends PresetOptions {
  /** `"gateway"` (default): `ai-gateway.helicone.ai`. */
  mode?: "gateway" | undefined;
}

/** Helicone's proxy, which forwards the provider's key and wants its own beside it. */
export interface HeliconeProxyOptions extends PresetOptions {
  /** `"proxy"`: `oai.helicone.ai` or, with a `targetURL`, `gateway.helicone.ai`. */
  mode: "proxy";
  /** The provider's key. */
  key: KeyInput;
  /** Helicone's own key. Default: `HELICONE_API_KEY`. */
  heliconeKey?: KeyInput;
  /** The provider's address, such as `"https://api.groq.com/openai/v1"`. Default: OpenAI's. */
  targetURL?: string | undefined;
}

/** @internal */
export const heliconeInfo: PresetInfo = {
  name: "helicone",
  service: "Helicone",
  baseURL: "https://ai-gateway.helicone.ai",
  keyVariables: ["HELICONE_API_KEY"],
  variables: [],
  keyHeader: 'Authorization: Bearer; with mode: "proxy" Helicone-Auth: Bearer beside the provider\'s',
  source: "https://docs.helicone.ai/helicone-headers/header-directory",
};

/**
 * Helicone: its AI Gateway, or its proxy in front of a provider, where a refusal of either key is recovered.
 *
 * Source: https://docs.helicone.ai/helicone-headers/header-directory
 *
 * @throws TypeError for a bad option. A missing key is an AuthError `key_unavailable` at the first request.
 * @example
 * ```ts
 * import { env } from "@valetkey/core";
 * import { withAuth } from "@valetkey/openai";
 * import { helicone, heliconeHeaders } from "@valetkey/providers";
 * import OpenAI from "openai";
 *
 * const gateway = new OpenAI(withAuth(helicone({ headers: heliconeHeaders({ userId: "user-1" }) })));
 * const proxy = new OpenAI(
 *   withAuth(helicone({ mode: "proxy", key: env("GROQ_API_KEY"), targetURL: "https://api.groq.com/openai/v1" })),
 * );
 * ```
 */
export function helicone(options: HeliconePresetOptions = {}): Preset {
  const {
    mode = "gateway",
    heliconeKey,
    targetURL,
    ...rest
  } = optionsOf("helicone()", options as Partial<HeliconeProxyOptions>);
  if (mode !== "gateway" && mode !== "proxy")
    throw new TypeError('helicone(): mode has to be "gateway" or "proxy".');
  if (mode === "gateway") {
    if (heliconeKey !== undefined || targetURL !== undefined)
      throw new TypeError('helicone(): heliconeKey and targetURL belong to mode: "proxy".');
    return preset(heliconeInfo, rest);
  }
  const target =
    targetURL === undefined ? undefined : new URL(checkAddress("helicone()", "targetURL", targetURL));
  const own = presetKey("helicone()", "heliconeKey", heliconeKey, heliconeInfo.keyVariables);
  const path = target?.pathname === "/" ? "" : target?.pathname;
  return preset(heliconeInfo, rest, {
    key: presetKey("helicone()", "key", rest.key, []),
    // It goes on to the provider.
    scheme: null,
    baseURL: target ? `https://gateway.helicone.ai${path}` : "https://oai.helicone.ai/v1",
    headers: [
      header("Helicone-Auth", own, { prefix: "Bearer " }),
      ...(target ? [{ "Helicone-Target-URL": target.origin }] : []),
    ],
  });
}
