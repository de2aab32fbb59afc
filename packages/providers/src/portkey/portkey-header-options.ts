import type { PortkeyConfig, PortkeyProvider } from "./portkey-config.ts";

/** What can be told to Portkey about a request, named as in Portkey's own SDK. */
export interface PortkeyHeaderOptions extends PortkeyCloudOptions {
  /** The provider's slug, or `@slug` of an integration stored with the hosted gateway. */
  provider?: PortkeyProvider | undefined;
  /** A key stored with the hosted gateway. */
  virtualKey?: string | undefined;
  /** A config, or the id of one stored with the hosted gateway. */
  config?: string | PortkeyConfig | undefined;
  /** The provider's address with its version path. Goes over every `custom_host` of a config. */
  customHost?: string | undefined;
  /** The trace that the request belongs to. The hosted gateway makes one up where there is none. */
  traceID?: string | undefined;
  /** The span within the trace. */
  spanId?: string | undefined;
  /** The span above it. */
  parentSpanId?: string | undefined;
  /** The span's name. */
  spanName?: string | undefined;
  /** Texts for logs and conditions; `_user`, `_environment`, `_organisation` and `_prompt` are known to Portkey. */
  metadata?: Readonly<Record<string, string>> | undefined;
  /** Answer anew, and put that into the cache. `false` is left out: the gateway looks for the mere presence. */
  cacheForceRefresh?: boolean | undefined;
  /** Keeps caches apart. Hosted only. */
  cacheNamespace?: string | undefined;
  /** How long the provider may take, in ms; after it the gateway answers 408. */
  requestTimeout?: number | undefined;
  /** Names of headers of the request that go on to the provider, over the gateway's own. */
  forwardHeaders?: readonly string[] | undefined;
  /** `false` leaves in what OpenAI's shape has no place for. Default: the gateway's, `true`. */
  strictOpenAiCompliance?: boolean | undefined;
  /** `false` keeps bodies out of the logs. Hosted only. */
  debug?: boolean | undefined;
  /** Guardrails for prompts. */
  defaultInputGuardrails?: readonly object[] | undefined;
  /** Guardrails for answers. */
  defaultOutputGuardrails?: readonly object[] | undefined;
}

/** What single providers behind Portkey need to know; ignored by the others. */
export interface PortkeyCloudOptions {
  /** OpenAI: the organization. */
  openaiOrganization?: string | undefined;
  /** OpenAI: the project. */
  openaiProject?: string | undefined;
  /** OpenAI and Azure: names of beta features. */
  openaiBeta?: string | undefined;
  /** Azure OpenAI: the resource's name. */
  azureResourceName?: string | undefined;
  /** Azure OpenAI: the deployment. */
  azureDeploymentId?: string | undefined;
  /** Azure: the version of the API; `"v1"` changes to the v1 paths. */
  azureApiVersion?: string | undefined;
  /** Azure: the model's name. */
  azureModelName?: string | undefined;
  /** Azure: an Entra token, in place of a key. */
  azureAdToken?: string | undefined;
  /** Azure: how the gateway gets a token itself. */
  azureAuthMode?: "entra" | "managed" | "workload" | undefined;
  /** Azure with `azureAuthMode: "entra"`: the client's id. */
  azureEntraClientId?: string | undefined;
  /** Azure with `azureAuthMode: "entra"`: the client's secret. */
  azureEntraClientSecret?: string | undefined;
  /** Azure with `azureAuthMode: "entra"`: the tenant's id. */
  azureEntraTenantId?: string | undefined;
  /** Azure with `azureAuthMode: "entra"`: the scope. Default: `https://cognitiveservices.azure.com/.default`. */
  azureEntraScope?: string | undefined;
  /** Azure with `azureAuthMode: "managed"`: the client's id. */
  azureManagedClientId?: string | undefined;
  /** Azure with `azureAuthMode: "workload"`: the client's id. */
  azureWorkloadClientId?: string | undefined;
  /** Azure AI Foundry: its address. */
  azureFoundryUrl?: string | undefined;
  /** Azure AI Foundry: the endpoint's name. */
  azureEndpointName?: string | undefined;
  /** Azure AI Foundry: what becomes of parameters that it does not know. Default: `"drop"`. */
  azureExtraParams?: string | undefined;
  /** AWS: the access key's id. */
  awsAccessKeyId?: string | undefined;
  /** AWS: the secret access key. */
  awsSecretAccessKey?: string | undefined;
  /** AWS: the session token. */
  awsSessionToken?: string | undefined;
  /** AWS: the region. */
  awsRegion?: string | undefined;
  /** AWS: `"apiKey"` sends the request's key to Bedrock, `"assumedRole"` assumes `awsRoleArn`. */
  awsAuthType?: "assumedRole" | "apiKey" | undefined;
  /** AWS: the role to assume. */
  awsRoleArn?: string | undefined;
  /** AWS: the external id for that. */
  awsExternalId?: string | undefined;
  /** Bedrock, for files: the bucket. */
  awsS3Bucket?: string | undefined;
  /** Bedrock, for files: the object's key. */
  awsS3ObjectKey?: string | undefined;
  /** Bedrock, for files: the model. */
  awsBedrockModel?: string | undefined;
  /** Bedrock, for files: the encryption. */
  amzServerSideEncryption?: string | undefined;
  /** Bedrock, for files: the KMS key's id. */
  amzServerSideEncryptionAwsKmsKeyId?: string | undefined;
  /** SageMaker. */
  amznSagemakerCustomAttributes?: string | undefined;
  /** SageMaker. */
  amznSagemakerTargetModel?: string | undefined;
  /** SageMaker. */
  amznSagemakerTargetVariant?: string | undefined;
  /** SageMaker. */
  amznSagemakerTargetContainerHostname?: string | undefined;
  /** SageMaker. */
  amznSagemakerInferenceId?: string | undefined;
  /** SageMaker. */
  amznSagemakerEnableExplanations?: string | undefined;
  /** SageMaker. */
  amznSagemakerInferenceComponent?: string | undefined;
  /** SageMaker. */
  amznSagemakerSessionId?: string | undefined;
  /** SageMaker. */
  amznSagemakerModelName?: string | undefined;
  /** Vertex AI: the project's id. */
  vertexProjectId?: string | undefined;
  /** Vertex AI: the region. */
  vertexRegion?: string | undefined;
  /** Vertex AI: a service account's JSON, in place of a key. */
  vertexServiceAccountJson?: Readonly<Record<string, unknown>> | undefined;
  /** Vertex AI, for files: the bucket. */
  vertexStorageBucketName?: string | undefined;
  /** Bedrock and Vertex AI, for files: the file's name. */
  providerFileName?: string | undefined;
  /** Bedrock and Vertex AI, for files: the model. */
  providerModel?: string | undefined;
  /** Vertex AI, for batches: the endpoint. */
  providerBatchEndpoint?: string | undefined;
  /** Anthropic, Bedrock and Vertex AI: names of beta features. */
  anthropicBeta?: string | undefined;
  /** Anthropic, Bedrock, Vertex AI and Azure AI: the version of the API. */
  anthropicVersion?: string | undefined;
  /** Hugging Face: its address. */
  huggingfaceBaseUrl?: string | undefined;
  /** Cloudflare Workers AI: the account's id. */
  workersAiAccountId?: string | undefined;
  /** Snowflake Cortex: the account. */
  snowflakeAccount?: string | undefined;
  /** Fireworks: the account's id. */
  fireworksAccountId?: string | undefined;
  /** Fireworks, for files: the size in bytes. */
  fileUploadSize?: string | undefined;
  /** Stability AI: the client's id. */
  stabilityClientId?: string | undefined;
  /** Stability AI: the client's user. */
  stabilityClientUserId?: string | undefined;
  /** Stability AI: the client's version. */
  stabilityClientVersion?: string | undefined;
  /** Oracle: the version of the API. */
  oracleApiVersion?: string | undefined;
  /** Oracle: the region. */
  oracleRegion?: string | undefined;
  /** Oracle: the compartment's id. */
  oracleCompartmentId?: string | undefined;
  /** Oracle: how the model is served. */
  oracleServingMode?: string | undefined;
  /** Oracle: the tenancy. */
  oracleTenancy?: string | undefined;
  /** Oracle: the user. */
  oracleUser?: string | undefined;
  /** Oracle: the key's fingerprint. */
  oracleFingerprint?: string | undefined;
  /** Oracle: the private key, on one line. */
  oraclePrivateKey?: string | undefined;
  /** Oracle: the private key's passphrase. */
  oracleKeyPassphrase?: string | undefined;
  /** Mistral: `true` uses fill-in-the-middle completion. Ignored by the gateway beside a config. */
  mistralFimCompletion?: boolean | undefined;
  /** For files: their purpose. */
  filePurpose?: string | undefined;
  /** Bedrock, for files: the kind of model. */
  modelType?: string | undefined;
}
