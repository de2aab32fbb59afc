import { AuthError, type HeaderSource } from "@valetkey/core";
import { listOf, type Preset, type PresetOptions, preset } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";
import { hostPart, optional, optionsOf, required } from "../setting.ts";

/** What `bedrock()` takes. */
export interface BedrockPresetOptions extends PresetOptions {
  /** The AWS region. Default: `AWS_REGION`, else `AWS_DEFAULT_REGION`. */
  region?: string | undefined;
  /** `"mantle"` (default): `bedrock-mantle.{region}.api.aws`. `"runtime"`: `bedrock-runtime.{region}.amazonaws.com`. */
  endpoint?: "mantle" | "runtime" | undefined;
  /**
   * Signs requests with AWS credentials in place of a key: a header source that yields `authorization` and what
   * belongs to it, for the service `bedrock-mantle` or, with `endpoint: "runtime"`, `bedrock`. No key is read then.
   */
  signer?: HeaderSource | undefined;
}

/** @internal */
export const bedrockInfo: PresetInfo = {
  name: "bedrock",
  service: "Amazon Bedrock",
  baseURL: "https://bedrock-mantle.{region}.api.aws/openai/v1",
  keyVariables: ["AWS_BEARER_TOKEN_BEDROCK"],
  variables: ["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_BEDROCK_BASE_URL"],
  keyHeader: "Authorization: Bearer; with signer an AWS signature",
  source: "https://github.com/openai/openai-node/blob/main/docs/bedrock.md",
};

/**
 * Amazon Bedrock through its endpoints with OpenAI's shape, with a Bedrock API key or an AWS signature.
 *
 * Source: https://github.com/openai/openai-node/blob/main/docs/bedrock.md
 *
 * @throws TypeError without a region, or for a bad option; AuthError `auth_conflict` for a key and a signer. A
 * missing key is an AuthError `key_unavailable` at the first request.
 * @example
 * ```ts
 * import { bedrock } from "@valetkey/providers";
 * import { withAuth } from "@valetkey/openai";
 * import OpenAI from "openai";
 *
 * const client = new OpenAI(withAuth(bedrock({ region: "us-west-2" })));
 * ```
 */
export function bedrock(options: BedrockPresetOptions = {}): Preset {
  const { region, endpoint = "mantle", signer, ...rest } = optionsOf("bedrock()", options);
  const owner = "bedrock()";
  if (signer !== undefined && typeof signer !== "function")
    throw new TypeError(`${owner}: signer has to be a function.`);
  if (signer && rest.key !== undefined)
    throw new AuthError("auth_conflict", "bedrock(): key and signer exclude each other; remove one.");
  if (endpoint !== "mantle" && endpoint !== "runtime")
    throw new TypeError(`${owner}: endpoint has to be "mantle" or "runtime".`);
  const baseURL =
    optional(owner, "baseURL", rest.baseURL, ["AWS_BEDROCK_BASE_URL"]) ??
    addressIn(
      hostPart(owner, "region", required(owner, "region", region, ["AWS_REGION", "AWS_DEFAULT_REGION"])),
      endpoint,
    );
  if (!signer) return preset(bedrockInfo, rest, { baseURL });
  // A signature covers the other headers, so it is made last.
  return preset(bedrockInfo, { ...rest, headers: [...listOf(rest.headers), signer] }, { baseURL, key: null });
}

const addressIn = (region: string, endpoint: "mantle" | "runtime"): string =>
  endpoint === "mantle"
    ? `https://bedrock-mantle.${region}.api.aws/openai/v1`
    : `https://bedrock-runtime.${region}.amazonaws.com/openai/v1`;
