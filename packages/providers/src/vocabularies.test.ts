import { expect, test } from "vitest";
import { everyOption } from "../test/every-option.ts";
import {
  cloudflareHeaders,
  heliconeHeaders,
  litellmHeaders,
  openrouterHeaders,
  payiHeaders,
  portkeyHeaders,
  vercelGatewayHeaders,
} from "./index.ts";

/** The headers of a vendor's requests, as it documents them, and why there is no option for the rest of them. */
interface Vocabulary {
  readonly built: Readonly<Record<string, string>>;
  readonly names: readonly string[];
  readonly without: Readonly<Record<string, string>>;
}

const after = (prefix: string, names: string) => names.split(" ").map((name) => prefix + name);

const vocabularies: Readonly<Record<string, Vocabulary>> = {
  "Pay-i": {
    built: payiHeaders(everyOption.payi),
    names: after(
      "xProxy-",
      "Limit-IDs User-ID Account-Name UseCase-ID UseCase-Name UseCase-Version UseCase-Properties Request-Properties UseCase-Step PriceAs-Category PriceAs-Resource Resource-Scope Logging-Disable Provider-BaseUri Forward-OpenAI-Project Request-Tags",
    ),
    without: {
      "xProxy-Api-Key": "payi() sends it, from a source",
      "xProxy-Instrumented-Module": "said by Pay-i's own instrumentation of itself, when it ingests",
      "xProxy-Provider-ReferenceUri": "seen in one node of Pay-i's for another program, and not documented",
      "xProxy-Budget-IDs": "became xProxy-Limit-IDs in January 2025",
      "xProxy-Experience-ID": "became xProxy-UseCase-ID in June 2025",
      "xProxy-Experience-Name": "became xProxy-UseCase-Name in June 2025",
      "xProxy-RouteAs-Resource": "became xProxy-PriceAs-Resource in May 2025",
    },
  },
  Portkey: {
    built: portkeyHeaders(everyOption.portkey),
    names: after(
      "x-portkey-",
      [
        "provider virtual-key config custom-host trace-id span-id parent-span-id span-name metadata cache-force-refresh cache-namespace request-timeout forward-headers strict-open-ai-compliance debug default-input-guardrails default-output-guardrails",
        "openai-organization openai-project openai-beta",
        "azure-resource-name azure-deployment-id azure-api-version azure-model-name azure-ad-token azure-entra-client-id azure-entra-client-secret azure-entra-tenant-id azure-entra-scope azure-managed-client-id azure-workload-client-id azure-foundry-url azure-endpoint-name azure-extra-params",
        "aws-access-key-id aws-secret-access-key aws-session-token aws-region aws-role-arn aws-external-id aws-s3-bucket aws-s3-object-key aws-bedrock-model amz-server-side-encryption amz-server-side-encryption-aws-kms-key-id",
        "amzn-sagemaker-custom-attributes amzn-sagemaker-target-model amzn-sagemaker-target-variant amzn-sagemaker-target-container-hostname amzn-sagemaker-inference-id amzn-sagemaker-enable-explanations amzn-sagemaker-inference-component amzn-sagemaker-session-id amzn-sagemaker-model-name",
        "vertex-project-id vertex-region vertex-storage-bucket-name provider-file-name provider-model provider-batch-endpoint anthropic-beta anthropic-version huggingface-base-url workers-ai-account-id snowflake-account fireworks-account-id file-upload-size",
        "stability-client-id stability-client-user-id stability-client-version oracle-api-version oracle-region oracle-compartment-id oracle-serving-mode oracle-tenancy oracle-user oracle-fingerprint oracle-private-key oracle-key-passphrase file-purpose model-type",
        "azure-auth-mode aws-auth-type vertex-service-account-json mistral-fim-completion",
      ].join(" "),
    ),
    without: {
      "x-portkey-api-key": "portkey() sends it, from a source",
      Authorization: "portkey() sends it, from a source",
      "x-portkey-retry-count": "its gateway has the name, and does nothing with it",
      "x-portkey-cache": "its gateway has the name, and does nothing with it",
      "x-portkey-mode": "its gateway has the name, and does nothing with it",
      "X-Vertex-AI-LLM-Request-Type": "Google's own header, for headers and forwardHeaders",
    },
  },
  Helicone: {
    built: heliconeHeaders(everyOption.helicone),
    names: [
      ...after(
        "Helicone-",
        "User-Id Property-Team Property-Plan Session-Id Session-Path Session-Name Request-Id Prompt-Id Prompt-Version Prompt-Mode Prompt-Format Prompt-Name Cache-Enabled Cache-Control Cache-Seed Cache-Bucket-Max-Size Retry-Enabled RateLimit-Policy Fallbacks Target-URL OpenAI-Api-Base Model-Override Omit-Request Omit-Response Moderations-Enabled LLM-Security-Enabled LLM-Security-Advanced Stream-Force-Format Webhook-Enabled Posthog-Key Posthog-Host Node-Id Experiment-Id Experiment-Column-Id Experiment-Row-Index",
      ),
      ...after(
        "helicone-",
        "retry-num retry-factor retry-min-timeout retry-max-timeout stream-usage increase-timeout",
      ),
    ],
    without: {
      "Helicone-Auth": "helicone() sends it, from a source",
      "helicone-jwt": "what Helicone's own pages send",
      "helicone-org-id": "what Helicone's own pages send",
      "Cache-Control": "the same as Helicone-Cache-Control, and not Helicone's alone",
    },
  },
  Cloudflare: {
    built: cloudflareHeaders(everyOption.cloudflare),
    names: after(
      "cf-aig-",
      "gateway-id cache-ttl skip-cache cache-key metadata collect-log collect-log-payload custom-cost request-timeout max-attempts retry-delay backoff byok-alias no-wholesale zdr event-id",
    ),
    without: {
      "cf-aig-authorization": "cloudflareGateway() sends it, from a source",
      "cf-cache-ttl": "became cf-aig-cache-ttl",
      "cf-skip-cache": "became cf-aig-skip-cache",
    },
  },
  OpenRouter: {
    built: openrouterHeaders(everyOption.openrouter),
    names: ["HTTP-Referer", ...after("X-OpenRouter-", "Title Categories Metadata"), "x-session-id"],
    without: {
      "X-Title": "the older name of X-OpenRouter-Title",
      "X-OpenRouter-Experimental-Metadata": "the older name of X-OpenRouter-Metadata",
    },
  },
  LiteLLM: {
    built: litellmHeaders(everyOption.litellm),
    names: [
      ...after(
        "x-litellm-",
        "tags customer-id end-user-id spend-logs-metadata timeout stream-timeout num-retries enable-message-redaction disable-callbacks session-id trace-id",
      ),
      ...after("x-mcp-", "servers access-groups auth"),
    ],
    without: {
      "x-litellm-api-key": "litellm() sends the key as Authorization: Bearer",
      "anthropic-version": "Anthropic's own header, which its SDK sends",
      "anthropic-beta": "Anthropic's own header, which its SDK sends",
      "openai-organization": "OpenAI's own header, which its SDK sends",
    },
  },
  Vercel: {
    built: vercelGatewayHeaders(everyOption.vercelGateway),
    names: [
      "x-vercel-ai-gateway-team",
      ...after(
        "ai-",
        "gateway-protocol-version gateway-auth-method language-model-id language-model-specification-version language-model-streaming model-id embedding-model-specification-version o11y-deployment-id o11y-environment o11y-region o11y-request-id o11y-project-id",
      ),
    ],
    without: { Authorization: "vercelGateway() sends it, from a source" },
  },
};

test.each(Object.entries(vocabularies))("%s: an option for every header, or a reason", (_vendor, all) => {
  expect(Object.keys(all.built).sort()).toEqual([...all.names].sort());
  for (const name of Object.keys(all.without)) expect(all.built).not.toHaveProperty([name]);
});
