import type { AuthOptions } from "@valetkey/core/adapter";
import { type AzureClientOptions, AzureOpenAI as Official } from "openai";
import type { Armed } from "./arm.ts";
import { armDropIn, derived } from "./drop-in.ts";

/** The options of the official client for Azure and those of an auth. */
export interface AzureOpenAIOptions extends AzureClientOptions, AuthOptions {}

/**
 * The official client for Azure, which never holds the key. A `key` travels as `api-key`; with
 * `scheme: "bearer"`, or given as `azureADTokenProvider`, as an Entra token in `Authorization`.
 *
 * @throws AuthError as `OpenAI` of this package does. What the SDK refuses it refuses as before.
 * @example
 * ```ts
 * import { AzureOpenAI } from "@valetkey/openai";
 * import { file } from "@valetkey/core/node";
 *
 * const client = new AzureOpenAI({
 *   key: file("/run/secrets/azure-openai"),
 *   endpoint: "https://example.openai.azure.com",
 *   apiVersion: "2025-04-01-preview",
 * });
 * ```
 */
export class AzureOpenAI extends Official {
  readonly #armed: Armed;

  constructor(options: AzureOpenAIOptions = {}) {
    const armed = armDropIn(options, "azure");
    super(armed.options as AzureClientOptions);
    this.#armed = armed;
  }

  /** A client that differs in these options, as that of `OpenAI` does. */
  override withOptions(options: Partial<AzureOpenAIOptions>): this {
    // Before openai 7 the official class forgets both.
    const { apiVersion, deploymentName: deployment } = this;
    const own = derived(this.#armed, { apiVersion, deployment, ...options });
    return super.withOptions(own as Partial<AzureClientOptions>);
  }
}
