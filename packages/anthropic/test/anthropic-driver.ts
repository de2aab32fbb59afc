import Anthropic, { type ClientOptions } from "@anthropic-ai/sdk";
import type { Auth } from "@valetkey/core";
import type { AdapterDriver } from "@valetkey/testing/conformance";
import { question, textOf } from "./set-up.ts";

/** What differs between two adapters for the Anthropic SDK. */
export interface AnthropicAdapter {
  readonly name: string;
  /** Where the SDK puts its key. */
  readonly slot: string;
  /** A client that takes its credentials from the auth. */
  connect(auth: Auth, options: ClientOptions): Anthropic;
  derive?: AdapterDriver<Anthropic>["derive"];
}

const ask = (prompt: string) => ({
  ...question,
  messages: [{ role: "user" as const, content: prompt }],
});

/** The form of an upload. */
function formOf(file: Blob): FormData {
  const form = new FormData();
  form.append("file", file, "lines.jsonl");
  form.append("purpose", "batch");
  return form;
}

/** Drives the Anthropic SDK behind an adapter. */
export function anthropicDriver({ name, slot, connect, derive }: AnthropicAdapter): AdapterDriver<Anthropic> {
  return {
    name,
    slot,
    removesHeaders: true,
    baseURL: ({ origin }) => origin,
    client: (auth, { fetch, ...settings }) => connect(auth, fetch ? { ...settings, fetch } : settings),
    async chat(client, { prompt, ...options }) {
      const { content } = await client.messages.create(ask(prompt), options);
      return content.map((block) => (block.type === "text" ? block.text : "")).join("");
    },
    async *stream(client, { prompt, ...options }) {
      const events = await client.messages.create({ ...ask(prompt), stream: true }, options);
      for await (const event of events)
        if (event.type === "content_block_delta" && event.delta.type === "text_delta") yield event.delta.text;
    },
    calls: {
      "the stream helper": (client, { prompt }) => client.messages.stream(ask(prompt)).finalText(),
      "a count of tokens": (client, { prompt }) => client.messages.countTokens(ask(prompt)),
      beta: (client, { prompt }) =>
        client.beta.messages.create({ ...ask(prompt), betas: ["files-api-2025-04-14"] }),
      async batches(client, { prompt }) {
        const { id } = await client.messages.batches.create({
          requests: [{ custom_id: "one", params: ask(prompt) }],
        });
        return (await client.messages.batches.retrieve(id)).id === id;
      },
      async pages(client) {
        let count = 0;
        for await (const _model of client.models.list()) count++;
        return count;
      },
      "asResponse and withResponse": async (client, { prompt }) => [
        (await client.models.list().asResponse()).status,
        await textOf((await client.messages.create({ ...ask(prompt), stream: true }).withResponse()).data),
      ],
    },
    upload: (client, file) => client.post("/v1/files", { body: file instanceof Blob ? formOf(file) : file }),
    absolute: (client, url) => client.get(url),
    download: (client, url) => client.get(url, { headers: { Authorization: null, "X-Api-Key": null } }),
    ...(derive && { derive }),
    failure(error) {
      const { status, error: body } = error instanceof Anthropic.APIError ? error : {};
      const { code } = (body as { error?: { code?: string } } | undefined)?.error ?? {};
      const kind =
        error instanceof Anthropic.AuthenticationError
          ? "authentication"
          : error instanceof Anthropic.APIUserAbortError
            ? "abort"
            : error instanceof Anthropic.APIConnectionTimeoutError
              ? "timeout"
              : error instanceof Anthropic.APIConnectionError
                ? "connection"
                : "other";
      return { kind, status, code };
    },
  };
}
