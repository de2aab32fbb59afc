import type { AzureClientOptions, BedrockClientOptions, ClientOptions } from "openai";

/** The options of any class of the SDK. */
export type SdkOptions = ClientOptions &
  Partial<Pick<AzureClientOptions, "endpoint" | "deployment" | "apiVersion" | "azureADTokenProvider">> &
  Partial<Pick<BedrockClientOptions, "awsRegion" | "bedrockTokenProvider">>;
