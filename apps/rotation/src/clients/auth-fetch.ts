import { authFetch, cached } from "@valetkey/core";
import type { ClientKind } from "./client.ts";
import { eventsOf } from "./server-sent-events.ts";

interface Completion {
  choices: { message: { content: string } }[];
}

interface Chunk {
  choices: { delta: { content?: string }; finish_reason: string | null }[];
}

/** Code without an SDK: `fetch`, and nothing in it about keys. */
export const authFetchClient: ClientKind = {
  name: "fetch → authFetch",
  keys: "valet key",
  connect({ baseURL, exchange, clock, onEvent }) {
    const send = authFetch({ key: cached(exchange, { clock, onEvent }), baseURL, onEvent });

    async function ask(content: string, stream: boolean, signal: AbortSignal): Promise<Response> {
      const response = await send(`${baseURL}/chat/completions`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ model: "gpt-5-mini", messages: [{ role: "user", content }], stream }),
        signal,
      });
      if (!response.ok) throw new Error(`The provider answered ${response.status}.`);
      return response;
    }

    return {
      async call(question, signal) {
        const response = await ask(question, false, signal);
        const { choices } = (await response.json()) as Completion;
        return choices[0]?.message.content ?? "";
      },
      async *stream(question, signal) {
        let finished = false;
        for await (const data of eventsOf(await ask(question, true, signal))) {
          if (data === "[DONE]") break;
          const [choice] = (JSON.parse(data) as Chunk).choices;
          if (choice?.delta.content) yield choice.delta.content;
          finished = choice?.finish_reason === "stop";
        }
        if (!finished) throw new Error("The stream ended before the answer did.");
      },
    };
  },
};
