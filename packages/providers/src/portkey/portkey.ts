import { header } from "@valetkey/core";
import { type Preset, preset, presetKey } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";
import { optional, optionsOf } from "../setting.ts";
import { checkKind, checkSelfHosted } from "./check-portkey.ts";
import { portkeyHeadersFor } from "./portkey-headers.ts";
import type { PortkeyPresetOptions } from "./portkey-preset-options.ts";

/** @internal */
export const portkeyInfo: PresetInfo = {
  name: "portkey",
  service: "Portkey",
  baseURL: "https://api.portkey.ai/v1",
  keyVariables: [],
  variables: ["PORTKEY_API_KEY", "PORTKEY_BASE_URL"],
  keyHeader: "Authorization: Bearer; Portkey's own x-portkey-api-key",
  source: "https://portkey.ai/docs/api-reference/inference-api/headers",
};

/**
 * Portkey in front of a provider, hosted or self-hosted (`http://localhost:8787/v1` unless `baseURL` or
 * `PORTKEY_BASE_URL` say otherwise). Portkey's key and the provider's may both rotate, and a refusal of either is
 * recovered. The provider's key always goes as `Authorization: Bearer`, where the gateway looks for it.
 *
 * Source: https://portkey.ai/docs/api-reference/inference-api/headers
 *
 * @throws TypeError for a bad option, and for what a self-hosted gateway cannot know; AuthError `headers_invalid` for
 * what cannot be sent. A missing key of Portkey's is an AuthError `key_unavailable` at the first request.
 * @example
 * ```ts
 * import { cached, env } from "@valetkey/core";
 * import { withAuth } from "@valetkey/openai";
 * import { portkey } from "@valetkey/providers";
 * import OpenAI from "openai";
 *
 * declare function exchange(): Promise<{ value: string; expiresIn: number }>;
 *
 * const hosted = new OpenAI(withAuth(portkey({ provider: "openai", key: env("OPENAI_API_KEY") })));
 * const stored = new OpenAI(withAuth(portkey({ config: "pc-example", apiKey: cached(exchange) })));
 * const own = new OpenAI(
 *   withAuth(portkey({ target: "self-hosted", provider: "groq", key: env("GROQ_API_KEY"), config: { retry: { attempts: 3 } } })),
 * );
 * ```
 */
export function portkey(options: PortkeyPresetOptions): Preset {
  const {
    target = "hosted",
    apiKey,
    key,
    virtualKey,
    azureAdToken,
    ...settings
  } = optionsOf("portkey()", options);
  const { headers, baseURL, origins, id, native, onEvent, ...rest } = settings;
  const owner = "portkey()";
  if (target !== "hosted" && target !== "self-hosted")
    throw new TypeError('portkey(): target has to be "hosted" or "self-hosted".');
  checkKind({ ...options });
  if (target === "self-hosted") checkSelfHosted({ ...options });

  const values = portkeyHeadersFor(owner, rest);
  const passed = { headers, baseURL, origins, id, native, onEvent, key };
  const given = Object.fromEntries(Object.entries(passed).filter(([, value]) => value !== undefined));
  return preset(portkeyInfo, given, {
    baseURL:
      optional(owner, "baseURL", baseURL, ["PORTKEY_BASE_URL"]) ??
      (target === "hosted" ? portkeyInfo.baseURL : "http://localhost:8787/v1"),
    headers: [
      // In a function, so that printing the preset shows neither a cloud's secrets nor a config's keys.
      () => values,
      ...(target === "hosted"
        ? [header("x-portkey-api-key", presetKey(owner, "apiKey", apiKey, ["PORTKEY_API_KEY"]))]
        : []),
      ...(virtualKey === undefined
        ? []
        : [header("x-portkey-virtual-key", presetKey(owner, "virtualKey", virtualKey, []))]),
      ...(azureAdToken === undefined
        ? []
        : [header("x-portkey-azure-ad-token", presetKey(owner, "azureAdToken", azureAdToken, []))]),
    ],
    key: key === undefined ? null : presetKey(owner, "key", key, []),
  });
}
