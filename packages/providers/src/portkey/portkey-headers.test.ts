import fc from "fast-check";
import { createHeaders } from "portkey-ai";
import { expect, test } from "vitest";
import { caught } from "../../test/caught.ts";
import { type PortkeyHeaderOptions, portkeyHeaders } from "../index.ts";

const text = fc.string({ unit: "grapheme-ascii", maxLength: 12 });
const json = fc.dictionary(text, fc.string({ unit: "grapheme", maxLength: 8 }), { maxKeys: 4 });
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Every option that is a text; the differential test would fail for a name that Portkey spells otherwise. */
const texts = [
  ...["provider", "virtualKey", "traceID", "spanId", "parentSpanId", "spanName", "cacheNamespace"],
  ...["openaiOrganization", "openaiProject", "openaiBeta", "azureResourceName", "azureDeploymentId"],
  ...["azureApiVersion", "azureModelName", "azureAdToken", "azureEntraClientId"],
  ...["azureEntraClientSecret", "azureEntraTenantId", "azureEntraScope", "azureManagedClientId"],
  ...["azureWorkloadClientId", "azureFoundryUrl", "azureEndpointName", "azureExtraParams"],
  ...["awsAccessKeyId", "awsSecretAccessKey", "awsSessionToken", "awsRegion", "awsRoleArn"],
  ...["awsExternalId", "awsS3Bucket", "awsS3ObjectKey", "awsBedrockModel", "vertexProjectId", "vertexRegion"],
  ...["vertexStorageBucketName", "providerFileName", "providerModel", "providerBatchEndpoint"],
  ...["anthropicBeta", "anthropicVersion", "huggingfaceBaseUrl", "workersAiAccountId", "snowflakeAccount"],
  ...["fireworksAccountId", "fileUploadSize", "stabilityClientId", "stabilityClientUserId"],
  ...["stabilityClientVersion", "oracleApiVersion", "oracleRegion", "oracleCompartmentId"],
  ...["oracleServingMode", "oracleTenancy", "oracleUser", "oracleFingerprint", "oraclePrivateKey"],
  ...["oracleKeyPassphrase", "filePurpose", "modelType", "amzServerSideEncryption"],
  ...["amzServerSideEncryptionAwsKmsKeyId", "amznSagemakerCustomAttributes", "amznSagemakerTargetModel"],
  ...["amznSagemakerTargetVariant", "amznSagemakerTargetContainerHostname", "amznSagemakerInferenceId"],
  ...["amznSagemakerEnableExplanations", "amznSagemakerInferenceComponent", "amznSagemakerSessionId"],
  "amznSagemakerModelName",
];

/**
 * Options on which both should agree. Left out is what Portkey's own code gets wrong: numbers stay numbers and 0
 * becomes "" (so: from 1, and compared as text), JSON outside ASCII cannot be sent (so: compared as values),
 * `cacheForceRefresh: false` and `mistralFimCompletion: false` are sent, though their presence counts (so: true
 * alone), `{ a: undefined }` becomes `{}`, and options named in `forwardHeaders` lose their prefix or their name.
 */
const options = fc.record(
  {
    ...Object.fromEntries(texts.map((name) => [name, optional(text)])),
    azureAuthMode: optional(fc.constantFrom("entra", "managed", "workload")),
    awsAuthType: optional(fc.constantFrom("assumedRole", "apiKey")),
    config: optional(fc.oneof(text, json)),
    customHost: optional(fc.constantFrom("https://llm.example.com/v1", "http://127.0.0.1:9001/ok/v1")),
    metadata: optional(json),
    vertexServiceAccountJson: optional(json),
    defaultInputGuardrails: optional(fc.array(json, { maxLength: 2 })),
    defaultOutputGuardrails: optional(fc.array(json, { maxLength: 2 })),
    cacheForceRefresh: optional(fc.constant(true)),
    mistralFimCompletion: optional(fc.constant(true)),
    strictOpenAiCompliance: optional(fc.boolean()),
    debug: optional(fc.boolean()),
    requestTimeout: optional(fc.integer({ min: 1, max: 600_000 })),
    forwardHeaders: optional(
      fc.array(fc.constantFrom("x-custom-a", "http-referer", "X-Title"), { maxLength: 3 }),
    ),
  },
  { requiredKeys: [] },
);

const comparable = (headers: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const isJson = /^[[{]/.test(`${value}`) && /config|metadata|json|guardrails/.test(name);
      return [name, isJson ? parsed(`${value}`) : `${value}`];
    }),
  );

/** A config's id may begin like JSON. */
function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

test("agrees with Portkey's own code", () => {
  fc.assert(
    fc.property(options, (each) => {
      const headers = portkeyHeaders(each as PortkeyHeaderOptions);
      expect(comparable(headers)).toEqual(comparable(createHeaders(each)));
      // And where that could not be sent, it can.
      expect(() => new Headers(headers)).not.toThrow();
      for (const value of Object.values(headers)) expect(value).toMatch(/^[ -~]*$/);
    }),
    { numRuns: 300 },
  );
});

test("writes what Portkey's own code gets wrong as its gateway reads it", () => {
  expect(
    portkeyHeaders({
      requestTimeout: 0,
      cacheForceRefresh: false,
      customHost: "https://llm.example.com/v1//",
      metadata: { name: "zoë ✓ 🔑" },
      strictOpenAiCompliance: false,
      forwardHeaders: [" X-Custom-A ", "", "x-b"],
    }),
  ).toEqual({
    "x-portkey-request-timeout": "0",
    "x-portkey-custom-host": "https://llm.example.com/v1",
    "x-portkey-metadata": '{"name":"zo\\u00eb \\u2713 \\ud83d\\udd11"}',
    "x-portkey-strict-open-ai-compliance": "false",
    "x-portkey-forward-headers": "X-Custom-A,x-b",
  });
  const once = { traceID: "trace-1" };
  expect(portkeyHeaders(once)).toEqual(portkeyHeaders(once));
  expect(portkeyHeaders({})).toEqual({});
  expect(portkeyHeaders({ metadata: {}, config: "", traceID: " " })).toEqual({});
});

test.each<[string, object]>([
  ["x-portkey-trace-id has U+000D at index 8, and only ASCII can be sent", { traceID: "secret-1\r\nx: y" }],
  ["x-portkey-trace-id has U+2713 at index 8, and only ASCII can be sent", { traceID: "secret-1✓" }],
  ["x-portkey-trace-id has to be a text", { traceID: 7 }],
  ["x-portkey-request-timeout has to be a whole number, 0 or more", { requestTimeout: "secret-1" }],
  ["x-portkey-request-timeout has to be a whole number, 0 or more", { requestTimeout: Number.NaN }],
  ["x-portkey-request-timeout has to be a whole number, 0 or more", { requestTimeout: 1.5 }],
  ["x-portkey-forward-headers has an element with a comma", { forwardHeaders: ["a,secret-1"] }],
  ["x-portkey-forward-headers lists itself", { forwardHeaders: ["X-Portkey-Forward-Headers"] }],
  ["x-portkey-forward-headers has to be a list of texts", { forwardHeaders: "secret-1" }],
  ["x-portkey-debug has to be true or false", { debug: "secret-1" }],
  ["x-portkey-custom-host has to be an http or https address", { customHost: "secret-1.example.com" }],
  [
    "x-portkey-custom-host has to be an http or https address",
    { customHost: "https://a.test/v1?x=secret-1" },
  ],
  ["x-portkey-metadata has to be an object", { metadata: "secret-1" }],
  ["x-portkey-metadata has to be an object", { metadata: ["secret-1"] }],
  ["x-portkey-metadata has a value that is not a text", { metadata: { a: 1, b: "secret-1" } }],
  ["x-portkey-default-input-guardrails has to be a list", { defaultInputGuardrails: { a: "secret-1" } }],
  ['x-portkey-azure-auth-mode has to be "entra" or "managed" or "workload"', { azureAuthMode: "secret-1" }],
  ['x-portkey-aws-auth-type has to be "assumedRole" or "apiKey"', { awsAuthType: "secret-1" }],
  ["x-portkey-metadata cannot be written as JSON", { metadata: { "secret-1": 1n } }],
  ["x-portkey-metadata makes the headers larger than 15000 bytes", { metadata: { a: "x".repeat(20_000) } }],
])("%s: refused without its value", async (problem, each) => {
  const error = await caught(() => portkeyHeaders(each));
  expect(error).toMatchObject({ code: "headers_invalid", message: expect.stringContaining(problem) });
  expect((error as Error).message).not.toContain("secret-1");
});

test("refuses an option that there is not", async () => {
  const error = await caught(() => portkeyHeaders({ traceId: "trace-1" } as object));
  expect(error).toEqual(new TypeError("portkeyHeaders(): there is no option traceId."));
});
