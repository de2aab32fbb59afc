import type { Auth, Fetch } from "@valetkey/core";

/** One call of an SDK, perhaps with headers that are this call's own. */
export type Call = (headers?: Record<string, string>) => Promise<unknown>;

/** An SDK whose client can be made with a key of its own, and with an adapter. */
export interface Adapter {
  /** The package and its SDK. */
  readonly name: string;
  /** What the service answers to the call. */
  readonly answer: object;
  /** The SDK alone, with a static key. */
  alone(apiKey: string, baseURL: string, fetch: Fetch | undefined): Call;
  /** The same call through the adapter. */
  armed(auth: Auth, baseURL: string, fetch: Fetch | undefined): Call;
}

/** A chat completion as short as one can be. */
export const completion: object = {
  id: "chatcmpl-1",
  object: "chat.completion",
  created: 1,
  model: "gpt-5",
  choices: [{ index: 0, message: { role: "assistant", content: "Hello." }, finish_reason: "stop" }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
};
