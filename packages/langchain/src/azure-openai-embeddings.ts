import { AzureOpenAIEmbeddings as Official } from "@langchain/openai";
import { type AuthOptions, armDropIn } from "./auth-options.ts";

type Fields = NonNullable<ConstructorParameters<typeof Official>[0]>;

/** The fields of the official class and those of an auth. */
export interface AzureOpenAIEmbeddingsOptions extends Fields, AuthOptions {}

/**
 * The official class for Azure, which never holds the key. A `key` travels as `api-key`; with
 * `scheme: "bearer"`, or given as `azureADTokenProvider`, as an Entra token in `Authorization`.
 *
 * @throws AuthError as `withAuth` does. What the class refuses it refuses as before.
 * @example
 * ```ts
 * import { AzureOpenAIEmbeddings, env } from "@valetkey/langchain";
 *
 * const embeddings = new AzureOpenAIEmbeddings({
 *   key: env("TEAM_KEY"),
 *   azureOpenAIApiInstanceName: "example",
 *   azureOpenAIApiDeploymentName: "text-embedding-3-small",
 *   azureOpenAIApiVersion: "2025-04-01-preview",
 * });
 * ```
 */
export class AzureOpenAIEmbeddings extends Official {
  constructor(options: AzureOpenAIEmbeddingsOptions = {}) {
    super(armDropIn<Fields>("AzureOpenAIEmbeddings", options));
  }
}
