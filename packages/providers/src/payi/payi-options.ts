import type { HeaderSource, KeyInput } from "@valetkey/core";
import type { PresetOptions } from "../preset.ts";
import type { PayiHeaderOptions } from "./payi-headers.ts";

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
  /**
   * Yields `authorization` and the headers that belong to it, for the service `bedrock`. It is shown the request as
   * Bedrock will get it: with the address at `bedrock-runtime.{region}.amazonaws.com`, and without Pay-i's headers.
   */
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
