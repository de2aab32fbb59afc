import { type Preset, type PresetOptions, preset } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";
import { checkAddress, optionsOf, required, withScheme } from "../setting.ts";

/** What `databricks()` takes. */
export interface DatabricksPresetOptions extends PresetOptions {
  /** The workspace, such as `"dbc-example.cloud.databricks.com"`, with or without `https://`. Default: `DATABRICKS_HOST`. */
  host?: string | undefined;
}

/** @internal */
export const databricksInfo: PresetInfo = {
  name: "databricks",
  service: "Databricks",
  baseURL: "https://{host}/serving-endpoints",
  keyVariables: ["DATABRICKS_TOKEN"],
  variables: ["DATABRICKS_HOST"],
  keyHeader: "Authorization: Bearer",
  source: "https://docs.databricks.com/aws/en/machine-learning/model-serving/score-foundation-models",
};

/**
 * Databricks model serving; the model is the endpoint's name. The key, a personal access token or an OAuth token,
 * is read from `DATABRICKS_TOKEN` unless `key` is passed. It knows no `stream_options`.
 *
 * Source: https://docs.databricks.com/aws/en/machine-learning/model-serving/score-foundation-models
 *
 * @throws TypeError without a host, or for a bad option. A missing key is an AuthError `key_unavailable` at the
 * first request.
 * @example
 * ```ts
 * import { databricks } from "@valetkey/providers";
 * import { withAuth } from "@valetkey/openai";
 * import OpenAI from "openai";
 *
 * const client = new OpenAI(withAuth(databricks({ host: "dbc-example.cloud.databricks.com" })));
 * ```
 */
export function databricks(options: DatabricksPresetOptions = {}): Preset {
  const { host, ...rest } = optionsOf("databricks()", options);
  if (rest.baseURL !== undefined) return preset(databricksInfo, rest);
  const workspace = withScheme(required("databricks()", "host", host, ["DATABRICKS_HOST"]));
  return preset(databricksInfo, rest, {
    baseURL: `${checkAddress("databricks()", "host", workspace)}/serving-endpoints`,
  });
}
