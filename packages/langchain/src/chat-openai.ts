import { type ChatOpenAICallOptions, type ChatOpenAIFields, ChatOpenAI as Official } from "@langchain/openai";
import { type AuthOptions, armDropIn } from "./auth-options.ts";
import { type Call, configured, spreadIn, traced } from "./call-options.ts";

/** The fields of the official class and those of an auth. */
export interface ChatOpenAIOptions extends ChatOpenAIFields, AuthOptions {}

/**
 * The official class, which never holds the key. It takes what LangChain's takes, and besides `key`, `headers`
 * and the other fields of an auth. An `apiKey`, a string or a function, is a `key` as well: to change the
 * import alone already gains recovery from refused keys, aborts, and the tie to an origin.
 *
 * Headers of one call are `{ options: { headers } }`, in `stream` as in `invoke`; traces show no credential
 * among them.
 *
 * @throws AuthError as `withAuth` does. What the class refuses it refuses as before.
 * @example
 * ```ts
 * import { cached, ChatOpenAI } from "@valetkey/langchain";
 *
 * declare function exchange(): Promise<{ value: string; expiresIn: number }>;
 *
 * const model = new ChatOpenAI({ model: "gpt-5", key: cached(exchange) });
 * const stream = await model.stream("Hello", { options: { headers: { "x-trace-id": "1" } } });
 * for await (const chunk of stream) console.log(chunk.text);
 * ```
 */
export class ChatOpenAI<
  CallOptions extends ChatOpenAICallOptions = ChatOpenAICallOptions,
> extends Official<CallOptions> {
  constructor(model: string, options?: Omit<ChatOpenAIOptions, "model">);
  constructor(options?: ChatOpenAIOptions);
  constructor(modelOrOptions: string | ChatOpenAIOptions = {}, options?: Omit<ChatOpenAIOptions, "model">) {
    const given = typeof modelOrOptions === "string" ? { model: modelOrOptions, ...options } : modelOrOptions;
    super(armDropIn<ChatOpenAIFields>("ChatOpenAI", given));
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
