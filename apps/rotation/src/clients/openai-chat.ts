import type { OpenAI } from "openai";
import type { Client } from "./client.ts";

const model = "gpt-5-mini";

/** The traffic through an instance of the official SDK, however that came by its key. */
export function chatOver(openai: OpenAI): Client {
  return {
    async call(content, signal) {
      const messages = [{ role: "user", content } as const];
      const { choices } = await openai.chat.completions.create({ model, messages }, { signal });
      return choices[0]?.message.content ?? "";
    },
    async *stream(content, signal) {
      const messages = [{ role: "user", content } as const];
      let finished = false;
      for await (const { choices } of await openai.chat.completions.create(
        { model, messages, stream: true },
        { signal },
      )) {
        const [choice] = choices;
        if (choice?.delta.content) yield choice.delta.content;
        finished = choice?.finish_reason === "stop";
      }
      if (!finished) throw new Error("The stream ended before the answer did.");
    },
  };
}
