import { header, type KeyInput } from "@valetkey/core";
import { type Preset, type PresetOptions, preset, presetKey } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";
import { optionsOf, pathPart, required } from "../setting.ts";
import { cloudflareHeadersFor } from "./cloudflare-headers.ts";

/** What `cloudflare()` takes. */
export interface CloudflarePresetOptions extends PresetOptions {
  /** The account's id. Default: `CLOUDFLARE_ACCOUNT_ID`. */
  accountId?: string | undefined;
  /** The name of the AI Gateway that requests go through. Default: the account's default gateway. */
  gatewayId?: string | undefined;
}

/** What `cloudflareGateway()` takes. */
export interface CloudflareGatewayPresetOptions extends PresetOptions {
  /** The provider's key. It may be left out if it is stored with the gateway. */
  key?: KeyInput;
  /** The account's id. Default: `CLOUDFLARE_ACCOUNT_ID`. */
  accountId?: string | undefined;
  /** The gateway's name. */
  gatewayId: string;
  /** Whose API it is: `"compat"` (default) has OpenAI's shape for all; else `"openai"`, `"anthropic"`, … */
  provider?: string | undefined;
  /** The gateway's own token, which goes beside the provider's key. Default: `CLOUDFLARE_API_TOKEN`, else `CLOUDFLARE_API_KEY`. */
  token?: KeyInput;
}

const keyVariables = ["CLOUDFLARE_API_TOKEN", "CLOUDFLARE_API_KEY"];
const variables = ["CLOUDFLARE_ACCOUNT_ID"];

/** @internal */
export const cloudflareInfo: PresetInfo = {
  name: "cloudflare",
  service: "Cloudflare Workers AI and AI Gateway",
  baseURL: "https://api.cloudflare.com/client/v4/accounts/{accountId}/ai/v1",
  keyVariables,
  variables,
  keyHeader: "Authorization: Bearer",
  source: "https://developers.cloudflare.com/ai-gateway/usage/rest-api/",
};

/** @internal */
export const cloudflareGatewayInfo: PresetInfo = {
  name: "cloudflareGateway",
  service: "Cloudflare AI Gateway with a provider's own key",
  baseURL: "https://gateway.ai.cloudflare.com/v1/{accountId}/{gatewayId}/{provider}",
  keyVariables: [],
  variables: [...keyVariables, ...variables],
  keyHeader: "where the SDK puts it; token cf-aig-authorization: Bearer",
  source: "https://developers.cloudflare.com/ai-gateway/configuration/authentication/",
};

/**
 * Cloudflare's models and, through its AI Gateway, those of others, called `author/model`, with a Cloudflare token
 * alone. The token is read from `CLOUDFLARE_API_TOKEN`, else from `CLOUDFLARE_API_KEY`, unless `key` is passed.
 *
 * Source: https://developers.cloudflare.com/ai-gateway/usage/rest-api/
 *
 * @throws TypeError without an account, or for a bad option. A missing key is an AuthError `key_unavailable` at the
 * first request.
 * @example
 * ```ts
 * import { cloudflare } from "@valetkey/providers";
 * import { withAuth } from "@valetkey/openai";
 * import OpenAI from "openai";
 *
 * const client = new OpenAI(withAuth(cloudflare({ accountId: "example", gatewayId: "production" })));
 * ```
 */
export function cloudflare(options: CloudflarePresetOptions = {}): Preset {
  const { accountId, gatewayId, ...rest } = optionsOf("cloudflare()", options);
  return preset(cloudflareInfo, rest, {
    headers: cloudflareHeadersFor("cloudflare()", { gatewayId }),
    baseURL:
      rest.baseURL ??
      `https://api.cloudflare.com/client/v4/accounts/${account("cloudflare()", accountId)}/ai/v1`,
  });
}

/**
 * Cloudflare's AI Gateway at its first address, where the provider's key goes beside the gateway's token. A refusal
 * of either is recovered.
 *
 * Source: https://developers.cloudflare.com/ai-gateway/configuration/authentication/
 *
 * @throws TypeError without an account or a gateway, or for a bad option. A missing token is an AuthError
 * `key_unavailable` at the first request.
 * @example
 * ```ts
 * import { env } from "@valetkey/core";
 * import { withAuth } from "@valetkey/openai";
 * import { cloudflareGateway } from "@valetkey/providers";
 * import OpenAI from "openai";
 *
 * const auth = cloudflareGateway({ accountId: "example", gatewayId: "production", key: env("OPENAI_API_KEY"), provider: "openai" });
 * const client = new OpenAI(withAuth(auth));
 * ```
 */
export function cloudflareGateway(options: CloudflareGatewayPresetOptions): Preset {
  const {
    accountId,
    gatewayId,
    provider = "compat",
    token,
    ...rest
  } = optionsOf("cloudflareGateway()", options);
  const owner = "cloudflareGateway()";
  const own = presetKey(owner, "token", token, keyVariables);
  const address = () => {
    const parts = {
      accountId: required(owner, "accountId", accountId, variables),
      gatewayId: required(owner, "gatewayId", gatewayId),
      provider: required(owner, "provider", provider),
    };
    const path = Object.entries(parts).map(([name, part]) => pathPart(owner, name, part));
    return `https://gateway.ai.cloudflare.com/v1/${path.join("/")}`;
  };
  return preset(cloudflareGatewayInfo, rest, {
    headers: header("cf-aig-authorization", own, { prefix: "Bearer " }),
    baseURL: rest.baseURL ?? address(),
    // It goes on to the provider.
    scheme: null,
    ...(rest.key === undefined && { key: null }),
  });
}

const account = (owner: string, id: string | undefined): string =>
  pathPart(owner, "accountId", required(owner, "accountId", id, variables));
