import { Anthropic, cached } from "@valetkey/anthropic";
import type { ClientKind } from "./client.ts";

const model = "claude-haiku-5-5";
const max_tokens = 1024;

/** Anthropic's SDK, whose class is imported from the adapter. */
export const anthropicDropIn: ClientKind = {
  name: "Anthropic → drop-in",
  keys: "valet key",
  connect({ baseURL, exchange, clock, onEvent }) {
    const { origin } = new URL(baseURL);
    const { messages } = new Anthropic({
      key: cached(exchange, { clock, onEvent }),
      baseURL: origin,
      onEvent,
    });
    return {
      async call(content, signal) {
        const body = { model, max_tokens, messages: [{ role: "user", content } as const] };
        const [block] = (await messages.create(body, { signal })).content;
        return block?.type === "text" ? block.text : "";
      },
      async *stream(content, signal) {
        const body = { model, max_tokens, messages: [{ role: "user", content } as const] };
        let finished = false;
        for await (const event of await messages.create({ ...body, stream: true }, { signal })) {
          if (event.type === "content_block_delta" && event.delta.type === "text_delta")
            yield event.delta.text;
          finished = event.type === "message_stop";
        }
        if (!finished) throw new Error("The stream ended before the answer did.");
      },
    };
  },
};
