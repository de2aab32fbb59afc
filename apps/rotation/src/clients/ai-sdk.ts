import { cached } from "@valetkey/ai-sdk";
import { createOpenAI } from "@valetkey/ai-sdk/openai";
import { generateText, streamText } from "ai";
import type { ClientKind } from "./client.ts";

/** The AI SDK, whose provider of OpenAI is the drop-in. */
export const aiSdk: ClientKind = {
  name: "AI SDK → @valetkey/ai-sdk",
  keys: "valet key",
  connect({ baseURL, exchange, clock, onEvent }) {
    const openai = createOpenAI({ key: cached(exchange, { clock, onEvent }), baseURL, onEvent });
    const model = openai.chat("gpt-5-mini");
    return {
      async call(prompt, abortSignal) {
        return (await generateText({ model, prompt, abortSignal })).text;
      },
      async *stream(prompt, abortSignal) {
        let finished = false;
        for await (const part of streamText({ model, prompt, abortSignal, onError() {} }).fullStream) {
          if (part.type === "error") throw part.error;
          if (part.type === "text-delta") yield part.text;
          finished = part.type === "finish";
        }
        if (!finished) throw new Error("The stream ended before the answer did.");
      },
    };
  },
};
