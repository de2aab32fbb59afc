import { buildHeaders, type Field, type Fields } from "../build-headers.ts";
import { address, flag, json, list, number, oneOf, onlyTrue, text } from "../fields.ts";
import type { PortkeyConfig } from "./portkey-config.ts";
import type { PortkeyCloudOptions, PortkeyHeaderOptions } from "./portkey-header-options.ts";

/** Portkey's name for an option: `azureDeploymentId` is `x-portkey-azure-deployment-id`. */
const portkeyName = (option: string): string =>
  `x-portkey-${option.replace("ID", "Id").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** A config id is a text, a config is JSON. */
const config: Field<string | PortkeyConfig> = (value, sink) =>
  typeof value === "string"
    ? text("x-portkey-config")(value, sink)
    : json<PortkeyConfig>("x-portkey-config")(value, sink);

const forwarded: Field<readonly string[]> = (value, sink) => {
  const name = "x-portkey-forward-headers";
  if (Array.isArray(value) && value.some((item) => `${item}`.trim().toLowerCase() === name))
    sink.refuse(name, "lists itself");
  list(name)(value, sink);
};

const clouds = [
  ...["openaiOrganization", "openaiProject", "openaiBeta", "azureResourceName", "azureDeploymentId"],
  ...["azureApiVersion", "azureModelName", "azureAdToken", "azureEntraClientId"],
  ...["azureEntraClientSecret", "azureEntraTenantId", "azureEntraScope", "azureManagedClientId"],
  ...["azureWorkloadClientId", "azureFoundryUrl", "azureEndpointName", "azureExtraParams", "awsAccessKeyId"],
  ...["awsSecretAccessKey", "awsSessionToken", "awsRegion", "awsRoleArn", "awsExternalId"],
  ...["awsS3Bucket", "awsS3ObjectKey", "awsBedrockModel", "amzServerSideEncryption"],
  ...["amzServerSideEncryptionAwsKmsKeyId", "amznSagemakerCustomAttributes", "amznSagemakerTargetModel"],
  ...["amznSagemakerTargetVariant", "amznSagemakerTargetContainerHostname", "amznSagemakerInferenceId"],
  ...["amznSagemakerEnableExplanations", "amznSagemakerInferenceComponent", "amznSagemakerSessionId"],
  ...["amznSagemakerModelName", "vertexProjectId", "vertexRegion", "vertexStorageBucketName"],
  ...["providerFileName", "providerModel", "providerBatchEndpoint", "anthropicBeta", "anthropicVersion"],
  ...["huggingfaceBaseUrl", "workersAiAccountId", "snowflakeAccount", "fireworksAccountId", "fileUploadSize"],
  ...["stabilityClientId", "stabilityClientUserId", "stabilityClientVersion", "oracleApiVersion"],
  ...["oracleRegion", "oracleCompartmentId", "oracleServingMode", "oracleTenancy", "oracleUser"],
  ...["oracleFingerprint", "oraclePrivateKey", "oracleKeyPassphrase", "filePurpose", "modelType"],
] as const;

/** For the type alone: every text among the clouds' options is in the list. */
type CloudTexts = Omit<
  PortkeyCloudOptions,
  "azureAuthMode" | "awsAuthType" | "vertexServiceAccountJson" | "mistralFimCompletion"
>;

const fields: Fields<PortkeyHeaderOptions> = {
  provider: text("x-portkey-provider"),
  virtualKey: text("x-portkey-virtual-key"),
  config,
  customHost: address("x-portkey-custom-host"),
  traceID: text("x-portkey-trace-id"),
  spanId: text("x-portkey-span-id"),
  parentSpanId: text("x-portkey-parent-span-id"),
  spanName: text("x-portkey-span-name"),
  metadata: json("x-portkey-metadata", { each: [(each) => typeof each === "string", "a text"] }),
  cacheForceRefresh: onlyTrue("x-portkey-cache-force-refresh"),
  cacheNamespace: text("x-portkey-cache-namespace"),
  requestTimeout: number("x-portkey-request-timeout"),
  forwardHeaders: forwarded,
  strictOpenAiCompliance: flag("x-portkey-strict-open-ai-compliance"),
  debug: flag("x-portkey-debug"),
  defaultInputGuardrails: json("x-portkey-default-input-guardrails", { shape: "list" }),
  defaultOutputGuardrails: json("x-portkey-default-output-guardrails", { shape: "list" }),
  ...(Object.fromEntries(clouds.map((name) => [name, text(portkeyName(name))])) as Fields<CloudTexts>),
  azureAuthMode: oneOf("x-portkey-azure-auth-mode", ["entra", "managed", "workload"]),
  awsAuthType: oneOf("x-portkey-aws-auth-type", ["assumedRole", "apiKey"]),
  vertexServiceAccountJson: json("x-portkey-vertex-service-account-json"),
  mistralFimCompletion: onlyTrue("x-portkey-mistral-fim-completion"),
};

/**
 * Portkey's headers for one request: a pure function, unlike the parameters of Portkey's client, which stick. Pass
 * what it returns as `headers` of a call, or a function that calls it as `headers` of an auth.
 *
 * Source: https://portkey.ai/docs/api-reference/inference-api/headers
 *
 * @throws AuthError `headers_invalid` for what cannot be sent; TypeError for an option that there is not.
 * @example
 * ```ts
 * import { portkeyHeaders } from "@valetkey/providers";
 *
 * const headers = portkeyHeaders({ traceID: "trace-1", metadata: { _user: "zoë" }, requestTimeout: 5_000 });
 * // { "x-portkey-trace-id": "trace-1", "x-portkey-metadata": '{"_user":"zo\\u00eb"}', "x-portkey-request-timeout": "5000" }
 * ```
 */
export const portkeyHeaders = (options: PortkeyHeaderOptions): Record<string, string> =>
  portkeyHeadersFor("portkeyHeaders()", options);

/** The same, for the preset, in whose name errors speak then. */
export const portkeyHeadersFor = (owner: string, options: PortkeyHeaderOptions): Record<string, string> =>
  buildHeaders(owner, fields, options);
