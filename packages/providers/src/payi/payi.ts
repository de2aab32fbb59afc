import { type HeaderSource, header, type KeyInput, type Scheme } from "@valetkey/core";
import { type Preset, type PresetOptions, preset, presetKey } from "../preset.ts";
import type { PresetInfo } from "../preset-info.ts";
import { checkAddress, optional, withScheme } from "../setting.ts";
import { type PayiHeaderOptions, payiHeaders } from "./payi-headers.ts";

/** What `payi()` takes on every route: Pay-i's headers for every request, and its own key. */
export interface PayiSettings extends Omit<PresetOptions, "key">, Omit<PayiHeaderOptions, "providerBaseURL"> {
  /** Pay-i's key. Default: `PAYI_API_KEY`; with `brand: "ascerta"` `ASCERTA_API_KEY` before it. */
  apiKey?: KeyInput;
  /** Pay-i's own host, for enterprises. Default: `PAYI_BASE_URL`, else `https://api.pay-i.com`. */
  host?: string | undefined;
  /** Under which name: `"payi"` (default) or `"ascerta"`, whose host is `ASCERTA_BASE_URL`, else `PAYI_BASE_URL`, else `https://api.ascerta.com`. */
  brand?: "payi" | "ascerta" | undefined;
}

/** OpenAI and Anthropic, whose addresses Pay-i knows. Anthropic's key goes as `x-api-key`, the only header in which Pay-i looks for it. */
export interface PayiDirectRoute {
  /** The provider. */
  route: "openai" | "anthropic";
}

/** Azure: the resource, and the model by whose prices to count. */
export interface PayiAzureRoute {
  /** OpenAI's models, for `AzureOpenAI` clients, or Anthropic's. */
  route: "azure.openai" | "azure.anthropic";
  /** The resource's address, such as `https://example.openai.azure.com`. */
  endpoint: string;
  /** The model behind the deployment, such as `"gpt-4o"`. */
  priceAsResource: string;
}

/** An API key, in the header that the provider has for it. */
export interface PayiByKey extends Partial<Record<"token" | "signer", never>> {
  /** The provider's key. */
  key: KeyInput;
}

/** An Entra token, as a bearer. */
export interface PayiByToken extends Partial<Record<"key" | "signer", never>> {
  /** The token; most often a function or `cached()`. */
  token: KeyInput;
}

/** An AWS signature, made for the original address. */
export interface PayiBySignature extends Partial<Record<"key" | "token", never>> {
  /** Yields `authorization` and the headers that belong to it, signed for `https://bedrock-runtime.{region}.amazonaws.com`. */
  signer: HeaderSource;
}

/** Bedrock's runtime. */
export interface PayiBedrockRoute {
  /** Bedrock. */
  route: "aws.bedrock";
  /** The AWS region. */
  region: string;
}

/** Databricks' model serving with OpenAI's shape; the model is the endpoint's name. */
export interface PayiDatabricksRoute {
  /** Databricks. */
  route: "databricks";
  /** The workspace, such as `"dbc-example.cloud.databricks.com"`. */
  workspace: string;
  /** The cloud that it runs in, by whose prices to count. */
  cloud: "aws" | "azure" | "google";
  /** The model behind the endpoint. */
  priceAsResource: string;
}

/** What `payi()` takes. */
export type PayiPresetOptions = PayiSettings & PayiRoute;

/** The provider, with the credentials that it takes. */
export type PayiRoute =
  | ((PayiDirectRoute | PayiDatabricksRoute) & PayiByKey)
  | (PayiAzureRoute & (PayiByKey | PayiByToken))
  | (PayiBedrockRoute & (PayiByKey | PayiBySignature));

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
  const { apiKey, host, brand = "payi", headers, baseURL, origins, id, native, onEvent, ...rest } = options;
  if (!Object.hasOwn(brands, brand)) throw new TypeError(`${owner}: brand has to be "payi" or "ascerta".`);
  const { prefixes, host: usual } = brands[brand];
  const server = checkAddress(
    owner,
    "host",
    optional(
      owner,
      "host",
      host,
      prefixes.map((prefix) => `${prefix}_BASE_URL`),
    ) ?? usual,
  );
  const { path, scheme, key, signer, settings } = routeOf(owner, rest);
  const own = presetKey(
    owner,
    "apiKey",
    apiKey,
    prefixes.map((prefix) => `${prefix}_API_KEY`),
  );
  const passed = Object.entries({ headers, baseURL, origins, id, native, onEvent });
  return preset(payiInfo, Object.fromEntries(passed.filter(([, value]) => value !== undefined)), {
    baseURL: `${server}/api/v1/proxy/${path}`,
    scheme,
    headers: [header("xProxy-Api-Key", own), payiHeaders(settings), ...(signer ? [signer] : [])],
    key: signer ? null : presetKey(owner, scheme === "bearer" && "token" in rest ? "token" : "key", key, []),
  });
}

interface Route {
  /** Behind `/api/v1/proxy/`. */
  readonly path: string;
  readonly settings: PayiHeaderOptions;
  readonly scheme?: Scheme;
  readonly key?: KeyInput | undefined;
  readonly signer?: HeaderSource | undefined;
}

type RouteOptions = Omit<PayiHeaderOptions, "providerBaseURL"> & PayiRoute;

/** What a route makes of its own options. */
function routeOf(owner: string, options: RouteOptions): Route {
  switch (options.route) {
    case "openai": {
      const { route, key, ...settings } = options;
      return { path: "openai/v1", key, settings };
    }
    case "anthropic": {
      const { route, key, ...settings } = options;
      return { path: "anthropic", key, settings, scheme: { header: "x-api-key" } };
    }
    case "azure.openai":
    case "azure.anthropic": {
      const { route, key, token, endpoint, ...settings } = options;
      const isOpenAI = route === "azure.openai";
      return {
        // AzureOpenAI adds `/deployments/…` itself.
        path: isOpenAI ? `${route}/openai` : route,
        key: token ?? key,
        scheme: token === undefined ? { header: isOpenAI ? "api-key" : "x-api-key" } : "bearer",
        settings: { ...settings, providerBaseURL: originOf(owner, "endpoint", endpoint) },
      };
    }
    case "aws.bedrock": {
      const { route, key, signer, region, ...settings } = options;
      const providerBaseURL = originOf(owner, "region", `https://bedrock-runtime.${region}.amazonaws.com`);
      return { path: route, key, signer, settings: { ...settings, providerBaseURL }, scheme: "bearer" };
    }
    case "databricks": {
      const { route, key, workspace, cloud, ...settings } = options;
      const providerBaseURL = `${originOf(owner, "workspace", withScheme(workspace))}/serving-endpoints`;
      const priceAsCategory = settings.priceAsCategory ?? `system.databricks.${cloud}`;
      return { path: "openai/v1", key, settings: { ...settings, providerBaseURL, priceAsCategory } };
    }
    default:
      throw new TypeError(
        `${owner}: route has to be "openai", "anthropic", "azure.openai", "azure.anthropic", "aws.bedrock" or "databricks".`,
      );
  }
}

/** Scheme and host alone: the proxy adds the path of the request. */
const originOf = (owner: string, name: string, address: string): string =>
  new URL(checkAddress(owner, name, address)).origin;
