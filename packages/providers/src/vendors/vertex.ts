import type { KeyInput } from "@valetkey/core";
import { type Preset, type PresetOptions, preset } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";
import { hostPart, optional, optionsOf, pathPart, required } from "../setting.ts";

/** What `vertex()` takes. */
export interface VertexPresetOptions extends PresetOptions {
  /** A Google access token of the scope `https://www.googleapis.com/auth/cloud-platform`; it lives for an hour, so pass a function or `cached()`. */
  key: KeyInput;
  /** The id of the Google Cloud project. Default: `GOOGLE_CLOUD_PROJECT`. */
  project?: string | undefined;
  /** The region, such as `"us-central1"`, or `"global"`. Default: `GOOGLE_CLOUD_LOCATION`, else `"global"`. */
  location?: string | undefined;
}

/** @internal */
export const vertexInfo: PresetInfo = {
  name: "vertex",
  service: "Google Vertex AI",
  baseURL:
    "https://{location}-aiplatform.googleapis.com/v1/projects/{project}/locations/{location}/endpoints/openapi",
  keyVariables: [],
  variables: ["GOOGLE_CLOUD_PROJECT", "GOOGLE_CLOUD_LOCATION"],
  keyHeader: "Authorization: Bearer",
  source: "https://cloud.google.com/vertex-ai/generative-ai/docs/migrate/openai/overview",
};

/**
 * Vertex AI through its endpoint with OpenAI's shape; models are called `google/…`. It takes access tokens, no API
 * keys.
 *
 * Source: https://cloud.google.com/vertex-ai/generative-ai/docs/migrate/openai/overview
 *
 * @throws TypeError without a project, or for a bad option. A missing key is an AuthError `key_unavailable` at the
 * first request.
 * @example
 * ```ts
 * import { cached } from "@valetkey/core";
 * import { withAuth } from "@valetkey/openai";
 * import { vertex } from "@valetkey/providers";
 * import OpenAI from "openai";
 *
 * declare function googleToken(): Promise<{ value: string; expiresIn: number }>;
 *
 * const auth = vertex({ key: cached(googleToken), project: "example", location: "europe-west4" });
 * const client = new OpenAI(withAuth(auth));
 * ```
 */
export function vertex(options: VertexPresetOptions): Preset {
  const { project, location, ...rest } = optionsOf("vertex()", options);
  if (rest.baseURL !== undefined) return preset(vertexInfo, rest);
  const region = hostPart(
    "vertex()",
    "location",
    optional("vertex()", "location", location, ["GOOGLE_CLOUD_LOCATION"]) ?? "global",
  );
  const id = pathPart(
    "vertex()",
    "project",
    required("vertex()", "project", project, ["GOOGLE_CLOUD_PROJECT"]),
  );
  const host = `${region === "global" ? "" : `${region}-`}aiplatform.googleapis.com`;
  return preset(vertexInfo, rest, {
    baseURL: `https://${host}/v1/projects/${id}/locations/${region}/endpoints/openapi`,
  });
}
