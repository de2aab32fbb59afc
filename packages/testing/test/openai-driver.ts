import type { Auth } from "@valetkey/core";
import type { AdapterDriver } from "@valetkey/testing/conformance";
import OpenAI, { type ClientOptions, toFile } from "openai";

/** What differs between two adapters for the openai SDK. */
export interface OpenAIAdapter {
  readonly name: string;
  /** A client that takes its credentials from the auth. */
  connect(auth: Auth, options: ClientOptions): OpenAI;
  derive?: AdapterDriver<OpenAI>["derive"];
}

const model = "gpt-5";

/** Drives the openai SDK behind an adapter. */
export function openaiDriver({ name, connect, derive }: OpenAIAdapter): AdapterDriver<OpenAI> {
  return {
    name,
    removesHeaders: true,
    knowsAuth: true,
    client: (auth, { fetch, ...settings }) => connect(auth, fetch ? { ...settings, fetch } : settings),
    async chat(client, { prompt, ...options }) {
      const messages = [{ role: "user" as const, content: prompt }];
      const { choices } = await client.chat.completions.create({ model, messages }, options);
      return choices[0]?.message.content ?? "";
    },
    async *stream(client, { prompt, ...options }) {
      const messages = [{ role: "user" as const, content: prompt }];
      const chunks = await client.chat.completions.create({ model, messages, stream: true }, options);
      for await (const chunk of chunks) yield chunk.choices[0]?.delta.content ?? "";
    },
    calls: {
      responses: (client, { prompt }) => client.responses.create({ model, input: prompt }),
      "responses, streamed": (client, { prompt }) =>
        client.responses.stream({ model, input: prompt }).finalResponse(),
      embeddings: (client, { prompt }) =>
        client.embeddings.create({ model: "text-embedding-3-small", input: prompt }),
      images: (client, { prompt }) => client.images.generate({ model: "gpt-image-1", prompt }),
      async audio(client, { prompt }) {
        const speech = { model: "gpt-4o-mini-tts", voice: "alloy", input: prompt };
        return (await (await client.audio.speech.create(speech)).arrayBuffer()).byteLength;
      },
      async pages(client) {
        let count = 0;
        for await (const _model of client.models.list()) count++;
        return count;
      },
      async files(client) {
        const file = await toFile(Buffer.from('{"a":1}\n'), "lines.jsonl");
        const { id } = await client.files.create({ file, purpose: "batch" });
        return await (await client.files.content(id)).text();
      },
      "asResponse and withResponse": async (client) => [
        (await client.models.list().asResponse()).status,
        (await client.models.list().withResponse()).response.status,
      ],
    },
    upload: async (client, file) =>
      file instanceof Blob
        ? await client.files.create({ file: await toFile(file, "lines.jsonl"), purpose: "batch" })
        : await client.post("/files", { body: file }),
    absolute: (client, url) => client.get(url),
    download: (client, url) => client.get(url, { headers: { Authorization: null } }),
    ...(derive && { derive }),
    placeholder: ({ apiKey }) => apiKey ?? "",
    failure(error) {
      const { status, code } = error instanceof OpenAI.APIError ? error : {};
      const kind =
        error instanceof OpenAI.AuthenticationError
          ? "authentication"
          : error instanceof OpenAI.APIUserAbortError
            ? "abort"
            : error instanceof OpenAI.APIConnectionTimeoutError
              ? "timeout"
              : error instanceof OpenAI.APIConnectionError
                ? "connection"
                : "other";
      return { kind, status, code };
    },
  };
}
