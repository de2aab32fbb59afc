import type { CallbackManagerForLLMRun } from "@langchain/core/callbacks/manager";
import type { BaseMessage } from "@langchain/core/messages";
import { type HeaderValues, redact } from "@valetkey/core";

/** The options of a call, and among them those of its request. */
interface CallOptions {
  options?: { headers?: unknown } | undefined;
}

/** What LangChain hands a model of OpenAI for one call. */
export type Call<O> = [messages: BaseMessage[], options: O, manager?: CallbackManagerForLLMRun | undefined];

/**
 * The call with the options of its request where LangChain looks for them in a stream: there it passes over
 * `options.headers`, https://github.com/langchain-ai/langchainjs/issues/11159.
 */
export function spreadIn<O extends CallOptions>([messages, options, manager]: Call<O>): Call<O> {
  return [messages, { ...options, ...options.options }, manager];
}

/** The options as a trace may have them: a credential among the headers is replaced. */
export function traced<O extends CallOptions>(options: O): O {
  const headers = options.options?.headers;
  if (!headers) return options;
  return { ...options, options: { ...options.options, headers: redact(headers as HeaderValues) } };
}

/**
 * The same model with more options for its calls. LangChain would make another one, with a client of its own,
 * of its own class.
 */
export function configured<M extends object>(model: M, config: object): M {
  const derived: M = Object.create(Object.getPrototypeOf(model), Object.getOwnPropertyDescriptors(model));
  const { defaultOptions } = model as { defaultOptions?: object };
  return Object.assign(derived, { defaultOptions: { ...defaultOptions, ...config } });
}
