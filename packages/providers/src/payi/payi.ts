import { header } from "@valetkey/core";
import { type Preset, preset, presetKey } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";
import { checkAddress, optional, optionsOf } from "../setting.ts";
import { payiHeadersFor } from "./payi-headers.ts";
import type { PayiPresetOptions } from "./payi-options.ts";
import { routeOf } from "./route-of.ts";

/** @internal */
export const payiInfo: PresetInfo = {
  name: "payi",
  service: "Pay-i (Ascerta)",
  baseURL: "https://api.pay-i.com/api/v1/proxy/openai/v1",
  keyVariables: [],
  variables: ["PAYI_API_KEY", "PAYI_BASE_URL", "ASCERTA_API_KEY", "ASCERTA_BASE_URL"],
  keyHeader: "where the provider wants it; Pay-i's own xProxy-Api-Key",
  source: "https://github.com/Pay-i/pay-i-python/blob/main/src/payi/lib/helpers.py",
};

const brands = {
  payi: { host: "https://api.pay-i.com", prefixes: ["PAYI"] },
  ascerta: { host: "https://api.ascerta.com", prefixes: ["ASCERTA", "PAYI"] },
};

/**
 * Pay-i's proxy, also under its new name Ascerta, in front of OpenAI, Anthropic, Azure, Bedrock or Databricks. Pay-i's
 * key and the provider's may both rotate, and a refusal of either is recovered.
 *
 * Source: https://github.com/Pay-i/pay-i-python/blob/main/src/payi/lib/helpers.py
 *
 * @throws TypeError for a bad option; AuthError `headers_invalid` for what cannot be sent. A missing key is an
 * AuthError `key_unavailable` at the first request.
 * @example
 * ```ts
 * import { env } from "@valetkey/core";
 * import { withAuth } from "@valetkey/openai";
 * import { payi, payiHeaders } from "@valetkey/providers";
 * import OpenAI from "openai";
 *
 * declare function currentUser(): string;
 *
 * const auth = payi({
 *   route: "openai",
 *   key: env("OPENAI_API_KEY"),
 *   useCaseName: "document_summarization",
 *   headers: () => payiHeaders({ userId: currentUser() }),
 * });
 * const client = new OpenAI(withAuth(auth));
 * ```
 */
export function payi(options: PayiPresetOptions): Preset {
  const owner = "payi()";
  const { apiKey, host, brand = "payi", ...others } = optionsOf(owner, options);
  const { headers, baseURL, origins, id, native, onEvent, ...rest } = others;
  if (!Object.hasOwn(brands, brand)) throw new TypeError(`${owner}: brand has to be "payi" or "ascerta".`);
  const { prefixes, host: usual } = brands[brand];
  const variables = (name: string) => prefixes.map((prefix) => `${prefix}_${name}`);
  const server = () =>
    checkAddress(owner, "host", optional(owner, "host", host, variables("BASE_URL")) ?? usual);
  const { path, scheme, key, signer, settings } = routeOf(owner, rest);
  const own = presetKey(owner, "apiKey", apiKey, variables("API_KEY"));
  const passed = Object.entries({ headers, baseURL, origins, id, native, onEvent });
  return preset(payiInfo, Object.fromEntries(passed.filter(([, value]) => value !== undefined)), {
    baseURL: baseURL ?? `${server()}/api/v1/proxy/${path}`,
    scheme,
    headers: [header("xProxy-Api-Key", own), payiHeadersFor(owner, settings), ...(signer ? [signer] : [])],
    key: signer ? null : presetKey(owner, scheme === "bearer" && "token" in rest ? "token" : "key", key, []),
  });
}
