import { buildHeaders, type Fields } from "../build-headers.ts";
import { address, each, json, list, number, text } from "../fields.ts";
import { optionsOf } from "../setting.ts";

/** What can be told to Pay-i about a request. */
export interface PayiHeaderOptions {
  /** The limits that it counts towards. */
  limitIds?: readonly string[] | undefined;
  /** Who asks. */
  userId?: string | undefined;
  /** The account that it counts towards. */
  accountName?: string | undefined;
  /** The instance of the use case. */
  useCaseId?: string | undefined;
  /** The use case: letters, digits, `.`, `-` and `_`, at most 64. */
  useCaseName?: string | undefined;
  /** Its version. 0 counts as none, as in Pay-i's own package. */
  useCaseVersion?: number | undefined;
  /** The step of it. */
  useCaseStep?: string | undefined;
  /** What is known of the use case. */
  useCaseProperties?: Readonly<Record<string, string | null>> | undefined;
  /** What is known of the request. */
  requestProperties?: Readonly<Record<string, string | null>> | undefined;
  /** Whose prices count, such as `"system.openai"`. */
  priceAsCategory?: string | undefined;
  /** Which model's prices count, such as `"gpt-4o"`. */
  priceAsResource?: string | undefined;
  /** For which part of the world prices hold: `"global"`, `"datazone"`, `"region"`. */
  resourceScope?: "global" | "datazone" | "region" | (string & Record<never, never>) | undefined;
  /** `false` keeps prompt and answer out of Pay-i's logs. */
  logPromptAndResponse?: boolean | undefined;
  /** The scheme and host that the proxy forwards to, for providers that have no address for all. */
  providerBaseURL?: string | undefined;
  /** Headers for the provider, which the proxy hands on without their prefix. */
  forward?: Readonly<Record<string, string>> | undefined;
  /** @deprecated Pay-i removed it in April 2026, for `requestProperties`. Sent for older deployments. */
  requestTags?: readonly string[] | undefined;
  /**
   * How the two sets of properties are written: `"json"` (default), as Pay-i's `create_headers` does, or `"base64"`
   * of it, as its instrumentation does in proxy mode.
   */
  propertiesEncoding?: "json" | "base64" | undefined;
}

const property = [(each: unknown) => each === null || typeof each === "string", "a text or null"] as const;

/** What the JSON escapes is ASCII, which `btoa` takes as it is. */
const fieldsFor = (
  write: (json: string) => string,
): Fields<Omit<PayiHeaderOptions, "propertiesEncoding">> => ({
  limitIds: list("xProxy-Limit-IDs"),
  userId: text("xProxy-User-ID"),
  accountName: text("xProxy-Account-Name"),
  useCaseId: text("xProxy-UseCase-ID"),
  useCaseName: (value, sink) => {
    const isRight = typeof value !== "string" || /^(\s*|[\w.-]{1,64})$/.test(value);
    if (!isRight)
      sink.refuse("xProxy-UseCase-Name", "has to be up to 64 letters, digits, dots, hyphens and underscores");
    text("xProxy-UseCase-Name")(value, sink);
  },
  useCaseVersion: (value, sink) => value !== 0 && number("xProxy-UseCase-Version")(value, sink),
  useCaseProperties: json("xProxy-UseCase-Properties", { each: property, write }),
  requestProperties: json("xProxy-Request-Properties", { each: property, write }),
  useCaseStep: text("xProxy-UseCase-Step"),
  priceAsCategory: text("xProxy-PriceAs-Category"),
  priceAsResource: text("xProxy-PriceAs-Resource"),
  resourceScope: text("xProxy-Resource-Scope"),
  logPromptAndResponse: (value, { put, refuse }) => {
    if (typeof value !== "boolean") refuse("xProxy-Logging-Disable", "has to come from true or false");
    if (!value) put("xProxy-Logging-Disable", "True");
  },
  providerBaseURL: address("xProxy-Provider-BaseUri"),
  forward: each("xProxy-Forward-"),
  requestTags: list("xProxy-Request-Tags", {
    pattern: /^[\w-]+$/,
    words: "letters, digits, hyphens and underscores",
  }),
});

/**
 * The headers of Pay-i, which Ascerta has kept, for `headers` of any auth or of one call.
 *
 * Source: https://github.com/Pay-i/pay-i-python/blob/main/src/payi/lib/helpers.py
 *
 * @throws AuthError `headers_invalid` for what cannot be sent; TypeError for an option that there is not.
 * @example
 * ```ts
 * import { payiHeaders } from "@valetkey/providers";
 *
 * const headers = payiHeaders({ useCaseName: "document_summarization", userId: "user_123", limitIds: ["monthly_budget"] });
 * ```
 */
export const payiHeaders = (options: PayiHeaderOptions): Record<string, string> =>
  payiHeadersFor("payiHeaders()", options);

/** The same, for the preset, in whose name errors speak then. */
export function payiHeadersFor(owner: string, options: PayiHeaderOptions): Record<string, string> {
  const { propertiesEncoding = "json", ...rest } = optionsOf(owner, options);
  if (propertiesEncoding !== "json" && propertiesEncoding !== "base64")
    throw new TypeError(`${owner}: propertiesEncoding has to be "json" or "base64".`);
  return buildHeaders(owner, propertiesEncoding === "base64" ? inBase64 : inJson, rest);
}

const inJson = /* @__PURE__ */ fieldsFor((json) => json);
const inBase64 = /* @__PURE__ */ fieldsFor(btoa);
