import { OpenAIEmbeddings as Official } from "@langchain/openai";
import { type AuthOptions, armDropIn } from "./auth-options.ts";

type Fields = NonNullable<ConstructorParameters<typeof Official>[0]>;

/** The fields of the official class and those of an auth. */
export interface OpenAIEmbeddingsOptions extends Fields, AuthOptions {}

/**
 * The official class, which never holds the key. It takes what LangChain's takes, and besides `key`, `headers`
 * and the other fields of an auth.
 *
 * @throws AuthError as `withAuth` does. What the class refuses it refuses as before.
 * @example
 * ```ts
 * import { env, OpenAIEmbeddings } from "@valetkey/langchain";
 *
 * const embeddings = new OpenAIEmbeddings({ model: "text-embedding-3-small", key: env("TEAM_KEY") });
 * const vector = await embeddings.embedQuery("Hello");
 * ```
 */
export class OpenAIEmbeddings extends Official {
  constructor(options: OpenAIEmbeddingsOptions = {}) {
    super(armDropIn<Fields>("OpenAIEmbeddings", options));
  }
}
