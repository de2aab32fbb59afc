import type { OpenAIProvider } from "@ai-sdk/openai";
import type { AdapterDriver, Call, Failed } from "@valetkey/testing/conformance";
import {
  APICallError,
  embed,
  generateImage,
  generateSpeech,
  generateText,
  Output,
  RetryError,
  streamText,
  transcribe,
  uploadFile,
} from "ai";
import { z } from "zod";
import type { Auth, Fetch } from "../src/index.ts";
import { deferred } from "./deferred-download.ts";

/** What the suite calls a client: a provider of the AI SDK, which retries by what each call says. */
export interface Client {
  readonly openai: OpenAIProvider;
  readonly maxRetries: number;
}

/** What differs between two ways to a provider. */
export interface Way {
  readonly name: string;
  connect(auth: Auth, settings: { baseURL?: string; fetch: Fetch }): OpenAIProvider;
  /** One auth makes one placeholder, however often. Drop-ins see no auth, only settings. */
  readonly knowsAuths?: boolean;
}

/** Drives OpenAI's provider behind an adapter. */
export function openaiDriver({ name, connect, knowsAuths }: Way): AdapterDriver<Client> {
  const chatOf = ({ openai }: Client) => openai.chat("gpt-5");
  return {
    name,
    client: (auth, { fetch, maxRetries, logLevel: _none, ...settings }) => ({
      openai: connect(auth, { ...settings, fetch: deferred.fetch(fetch) }),
      maxRetries,
    }),
    chat: async (client, call) =>
      (await generateText({ model: chatOf(client), ...callOptions(client, call) })).text,
    async *stream(client, call) {
      const { fullStream } = streamText({
        model: chatOf(client),
        ...callOptions(client, call),
        onError() {},
      });
      for await (const part of fullStream) {
        if (part.type === "text-delta") yield part.text;
        if (part.type === "error") throw part.error;
        if (part.type === "abort") throw call.signal?.reason ?? new DOMException("", "TimeoutError");
      }
    },
    calls: {
      responses: async (client, call) =>
        (await generateText({ model: client.openai("gpt-5"), ...callOptions(client, call) })).text,
      "responses, streamed": async (client, call) =>
        await streamText({ model: client.openai("gpt-5"), ...callOptions(client, call) }).text,
      "structured output": async (client, call) =>
        (
          await generateText({
            model: chatOf(client),
            ...callOptions(client, call),
            output: Output.object({ schema: z.object({ door: z.string() }) }),
          })
        ).output,
      embeddings: async ({ openai, maxRetries }, { prompt }) =>
        (await embed({ model: openai.embedding("text-embedding-3-small"), value: prompt, maxRetries }))
          .embedding,
      images: async ({ openai, maxRetries }, { prompt }) =>
        (await generateImage({ model: openai.image("gpt-image-1"), prompt, maxRetries })).image.mediaType,
      speech: async ({ openai, maxRetries }, { prompt: text }) =>
        (await generateSpeech({ model: openai.speech("gpt-4o-mini-tts"), text, maxRetries })).audio.uint8Array
          .length,
      transcription: async ({ openai, maxRetries }) =>
        (await transcribe({ model: openai.transcription("whisper-1"), audio: new Uint8Array(8), maxRetries }))
          .text,
    },
    upload: async ({ openai }, file) =>
      await uploadFile({
        api: openai,
        filename: "lines.jsonl",
        mediaType: "application/jsonl",
        data:
          file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : { type: "stream", stream: file },
      }),
    download: ({ openai, maxRetries }, url) =>
      generateImage({
        model: openai.image("gpt-image-1"),
        prompt: { text: "Make it blue", images: [deferred.address(url)] },
        maxRetries,
      }),
    ...(knowsAuths && { placeholder: placeholderOf }),
    failure,
  };
}

/** What a provider holds for a key, as it would tell a WebSocket. */
export function placeholderOf({ openai }: Pick<Client, "openai">): string {
  const connection = openai.experimental_realtime("gpt-realtime").getServerWebSocketConfig?.();
  const { headers } = connection as { headers: { authorization?: string } };
  return headers.authorization?.replace("Bearer ", "") ?? "";
}

function callOptions({ maxRetries }: Client, { prompt, signal, headers, timeout }: Call) {
  return {
    prompt,
    maxRetries,
    ...(signal && { abortSignal: signal }),
    ...(headers && { headers: headers as Record<string, string> }),
    ...(timeout !== undefined && { timeout }),
  };
}

function failure(error: unknown): Failed {
  const last = RetryError.isInstance(error) ? error.lastError : error;
  if (!APICallError.isInstance(last)) {
    const { name } = last as Error;
    return { kind: name === "AbortError" ? "abort" : name === "TimeoutError" ? "timeout" : "other" };
  }
  const { statusCode: status, isRetryable, data } = last;
  const kind =
    status === 401 ? "authentication" : status === undefined && isRetryable ? "connection" : "other";
  return { kind, status, code: (data as { error?: { code?: string } } | undefined)?.error?.code };
}
