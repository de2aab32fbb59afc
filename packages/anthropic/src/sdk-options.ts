import type { ClientOptions } from "@anthropic-ai/sdk";

/** Options that only some versions or some classes of the SDK have. */
interface Others {
  credentials?: unknown;
  config?: { base_url?: string | null } | null;
  profile?: string | null;
  /** AnthropicBedrock and AnthropicBedrockMantle. */
  awsRegion?: string | undefined;
  awsAccessKey?: string | null;
  awsProfile?: string | undefined;
  providerChainResolver?: unknown;
  skipAuth?: boolean | undefined;
  /** AnthropicVertex. */
  region?: string | null;
  projectId?: string | null;
  googleAuth?: unknown;
  authClient?: unknown;
}

/** The options of any class of the SDK. A function is a key wherever a string is one. */
export type SdkOptions = Omit<ClientOptions, keyof Others | "apiKey" | "authToken"> &
  Others & { apiKey?: unknown; authToken?: unknown };
