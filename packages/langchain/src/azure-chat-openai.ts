import {
  type AzureChatOpenAIFields,
  type ChatOpenAICallOptions,
  AzureChatOpenAI as Official,
} from "@langchain/openai";
import { type AuthOptions, armDropIn } from "./auth-options.ts";
import { type Call, configured, spreadIn, traced } from "./call-options.ts";

/** The fields of the official class and those of an auth. */
export interface AzureChatOpenAIOptions extends AzureChatOpenAIFields, AuthOptions {}

/**
 * The official class for Azure, which never holds the key. A `key` travels as `api-key`; with
 * `scheme: "bearer"`, or given as `azureADTokenProvider`, as an Entra token in `Authorization`. The rest is as
 * in `ChatOpenAI` of this package.
 *
 * @throws AuthError as `withAuth` does. What the class refuses it refuses as before.
 * @example
 * ```ts
 * import { AzureChatOpenAI } from "@valetkey/langchain";
 * import { file } from "@valetkey/core/node";
 *
 * const model = new AzureChatOpenAI({
 *   key: file("/run/secrets/azure-openai"),
 *   azureOpenAIEndpoint: "https://example.openai.azure.com",
 *   azureOpenAIApiDeploymentName: "gpt-5",
 *   azureOpenAIApiVersion: "2025-04-01-preview",
 * });
 * ```
 */
export class AzureChatOpenAI<
  CallOptions extends ChatOpenAICallOptions = ChatOpenAICallOptions,
> extends Official<CallOptions> {
  constructor(
    deployment: string,
    options?: Omit<AzureChatOpenAIOptions, "deploymentName" | "azureOpenAIApiDeploymentName" | "model">,
  );
  constructor(options?: AzureChatOpenAIOptions);
  constructor(
    deploymentOrOptions: string | AzureChatOpenAIOptions = {},
    options?: Omit<AzureChatOpenAIOptions, "deploymentName" | "azureOpenAIApiDeploymentName" | "model">,
  ) {
    const given =
      typeof deploymentOrOptions === "string"
        ? { model: deploymentOrOptions, azureOpenAIApiDeploymentName: deploymentOrOptions, ...options }
        : deploymentOrOptions;
    super(armDropIn<AzureChatOpenAIFields>("AzureChatOpenAI", given));
  }

  /** The same model with more options for its calls; so are those that `bindTools` and others make. */
  override withConfig(config: Partial<CallOptions>): this {
    return configured(this, config);
  }

  /** @internal */
  override _generate(...call: Call<this["ParsedCallOptions"]>): ReturnType<Official["_generate"]> {
    return super._generate(...spreadIn(call));
  }

  /** @internal */
  override _streamResponseChunks(
    ...call: Call<this["ParsedCallOptions"]>
  ): ReturnType<Official["_streamResponseChunks"]> {
    return super._streamResponseChunks(...spreadIn(call));
  }

  /** @internal */
  override _streamChatModelEvents(
    ...call: Call<this["ParsedCallOptions"]>
  ): ReturnType<Official["_streamChatModelEvents"]> {
    return super._streamChatModelEvents(...spreadIn(call));
  }

  /** @internal */
  protected override _getCallOptionsForTracing(
    options: this["ParsedCallOptions"],
    params: ReturnType<this["invocationParams"]>,
  ): this["ParsedCallOptions"] {
    return traced(super._getCallOptionsForTracing(options, params));
  }
}
