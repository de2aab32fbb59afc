import { buildHeaders, type Fields } from "../build-headers.ts";
import { oneOf } from "../fields.ts";
import { type Preset, type PresetOptions, preset } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";
import { hostPart, optionsOf, required } from "../setting.ts";

/** What `snowflake()` takes. */
export interface SnowflakePresetOptions extends PresetOptions {
  /** The account's identifier, such as `"myorg-myaccount"`. Default: `SNOWFLAKE_ACCOUNT`. */
  account?: string | undefined;
  /** What kind of token the key is. Default: not said, which will do for a programmatic access token. */
  tokenType?: "PROGRAMMATIC_ACCESS_TOKEN" | "KEYPAIR_JWT" | "OAUTH" | undefined;
}

/** @internal */
export const snowflakeInfo: PresetInfo = {
  name: "snowflake",
  service: "Snowflake Cortex",
  baseURL: "https://{account}.snowflakecomputing.com/api/v2/cortex/v1",
  keyVariables: ["SNOWFLAKE_PAT"],
  variables: ["SNOWFLAKE_ACCOUNT"],
  keyHeader: "Authorization: Bearer",
  source: "https://docs.snowflake.com/en/user-guide/snowflake-cortex/cortex-rest-api",
};

const fields: Fields<Pick<SnowflakePresetOptions, "tokenType">> = {
  tokenType: oneOf("X-Snowflake-Authorization-Token-Type", [
    "PROGRAMMATIC_ACCESS_TOKEN",
    "KEYPAIR_JWT",
    "OAUTH",
  ]),
};

/**
 * Snowflake Cortex, with OpenAI's and Anthropic's shape under one address. The key, a programmatic access token, is
 * read from `SNOWFLAKE_PAT` unless `key` is passed.
 *
 * Source: https://docs.snowflake.com/en/user-guide/snowflake-cortex/cortex-rest-api
 *
 * @throws TypeError without an account, or for a bad option. A missing key is an AuthError `key_unavailable` at the
 * first request.
 * @example
 * ```ts
 * import { snowflake } from "@valetkey/providers";
 * import { withAuth } from "@valetkey/openai";
 * import OpenAI from "openai";
 *
 * const client = new OpenAI(withAuth(snowflake({ account: "myorg-myaccount" })));
 * ```
 */
export function snowflake(options: SnowflakePresetOptions = {}): Preset {
  const { account, tokenType, ...rest } = optionsOf("snowflake()", options);
  const headers = buildHeaders("snowflake()", fields, { tokenType });
  if (rest.baseURL !== undefined) return preset(snowflakeInfo, rest, { headers });
  const name = hostPart(
    "snowflake()",
    "account",
    required("snowflake()", "account", account, ["SNOWFLAKE_ACCOUNT"]),
  );
  return preset(snowflakeInfo, rest, {
    baseURL: `https://${name}.snowflakecomputing.com/api/v2/cortex/v1`,
    headers,
  });
}
