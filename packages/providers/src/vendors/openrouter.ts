import { buildHeaders, type Fields } from "../build-headers.ts";
import { list, text } from "../fields.ts";
import { type Preset, type PresetOptions, preset } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";
import { optional, optionsOf } from "../setting.ts";

/** The headers by which OpenRouter knows an app and a session. */
export interface OpenRouterHeaderOptions {
  /** The app's address, without which nothing is attributed. Sent as `HTTP-Referer`. */
  httpReferer?: string | undefined;
  /** The app's name. Sent as `X-OpenRouter-Title`. */
  title?: string | undefined;
  /** Up to two categories of up to 30 lower-case letters and hyphens each; OpenRouter passes over those that it does not know. Sent as `X-OpenRouter-Categories`. */
  categories?: readonly string[] | undefined;
  /** What is asked of the routing in `openrouter_metadata` of the answer. Sent as `X-OpenRouter-Metadata`. */
  metadata?: string | undefined;
  /** Requests of one session stay with one provider. A `session_id` in the body goes over it. Sent as `x-session-id`. */
  sessionId?: string | undefined;
}

/** What `openrouter()` takes. Referer, title and categories are also read from `OPENROUTER_HTTP_REFERER`, `OPENROUTER_APP_TITLE` and `OPENROUTER_APP_CATEGORIES`. */
export interface OpenRouterPresetOptions extends PresetOptions, OpenRouterHeaderOptions {}

/** @internal */
export const openrouterInfo: PresetInfo = {
  name: "openrouter",
  service: "OpenRouter",
  baseURL: "https://openrouter.ai/api/v1",
  keyVariables: ["OPENROUTER_API_KEY"],
  variables: [
    "OPENROUTER_BASE_URL",
    "OPENROUTER_HTTP_REFERER",
    "OPENROUTER_APP_TITLE",
    "OPENROUTER_APP_CATEGORIES",
  ],
  keyHeader: "Authorization: Bearer",
  source: "https://openrouter.ai/docs/app-attribution",
};

const fields: Fields<OpenRouterHeaderOptions> = {
  httpReferer: text("HTTP-Referer"),
  title: text("X-OpenRouter-Title"),
  categories: list("X-OpenRouter-Categories", {
    most: 2,
    pattern: /^[a-z-]{1,30}$/,
    words: "up to 30 lower-case letters and hyphens",
  }),
  metadata: text("X-OpenRouter-Metadata"),
  sessionId: text("x-session-id"),
};

/**
 * OpenRouter's headers, for `headers` of any auth or of one call.
 *
 * Source: https://openrouter.ai/docs/app-attribution
 *
 * @throws AuthError `headers_invalid` for what cannot be sent; TypeError for an option that there is not.
 * @example
 * ```ts
 * import { openrouterHeaders } from "@valetkey/providers";
 *
 * const headers = openrouterHeaders({ httpReferer: "https://app.example.com", title: "Example" });
 * ```
 */
export const openrouterHeaders = (options: OpenRouterHeaderOptions): Record<string, string> =>
  buildHeaders("openrouterHeaders()", fields, options);

/**
 * OpenRouter, with the attribution of your app. The key is read from `OPENROUTER_API_KEY` unless `key` is passed.
 *
 * Source: https://openrouter.ai/docs/app-attribution
 *
 * @throws TypeError for a bad option; AuthError `headers_invalid` for what cannot be sent. A missing key is an
 * AuthError `key_unavailable` at the first request.
 * @example
 * ```ts
 * import { openrouter } from "@valetkey/providers";
 * import { withAuth } from "@valetkey/openai";
 * import OpenAI from "openai";
 *
 * const auth = openrouter({ httpReferer: "https://app.example.com", title: "Example" });
 * const client = new OpenAI(withAuth(auth));
 * ```
 */
export function openrouter(options: OpenRouterPresetOptions = {}): Preset {
  const { httpReferer, title, categories, metadata, sessionId, ...rest } = optionsOf("openrouter()", options);
  const read = (name: string, value: string | undefined, variable: string) =>
    optional("openrouter()", name, value, [variable]);
  return preset(openrouterInfo, rest, {
    baseURL: read("baseURL", options.baseURL, "OPENROUTER_BASE_URL"),
    headers: buildHeaders("openrouter()", fields, {
      httpReferer: read("httpReferer", httpReferer, "OPENROUTER_HTTP_REFERER"),
      title: read("title", title, "OPENROUTER_APP_TITLE"),
      categories: categories ?? read("categories", undefined, "OPENROUTER_APP_CATEGORIES")?.split(","),
      metadata,
      sessionId,
    }),
  });
}
