import { ChatOpenAI, cached } from "@valetkey/langchain";
import type { ClientKind } from "./client.ts";

/** LangChain, whose model of OpenAI is the drop-in. */
export const langchain: ClientKind = {
  name: "@valetkey/langchain",
  keys: "valet key",
  connect({ baseURL, exchange, clock, onEvent }) {
    const key = cached(exchange, { clock, onEvent });
    // As often as the other SDKs try again: LangChain's own six take minutes, and it hears an abort only after a pause.
    const model = new ChatOpenAI({ model: "gpt-5-mini", key, baseURL, onEvent, maxRetries: 2 });
    return {
      async call(prompt, signal) {
        return (await model.invoke(prompt, { signal })).text;
      },
      async *stream(prompt, signal) {
        let finished = false;
        for await (const chunk of await model.stream(prompt, { signal })) {
          if (chunk.text) yield chunk.text;
          finished ||= chunk.response_metadata.finish_reason !== undefined;
        }
        if (!finished) throw new Error("The stream ended before the answer did.");
      },
    };
  },
};
