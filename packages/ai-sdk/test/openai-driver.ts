import type { OpenAIProvider } from "@ai-sdk/openai";
import type { AdapterDriver, Call, Failed } from "@valetkey/testing/conformance";
import * as current from "ai";
import { APICallError, generateImage, generateSpeech, Output, RetryError, transcribe, uploadFile } from "ai";
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
  readonly knowsAuth?: boolean;
  /** The functions of an older AI SDK, whose providers do less. Default: those of the current one. */
  readonly ai?: Pick<typeof current, "generateText" | "streamText" | "embed">;
}

/** Drives OpenAI's provider behind an adapter. */
export function openaiDriver({ name, connect, knowsAuth = false, ai = current }: Way): AdapterDriver<Client> {
  const { generateText, streamText, embed } = ai;
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
      async "responses, streamed"(client, call) {
        let text = "";
        const { textStream } = streamText({ model: client.openai("gpt-5"), ...callOptions(client, call) });
        for await (const piece of textStream) text += piece;
        return text;
      },
      embeddings: async ({ openai, maxRetries }, { prompt }) =>
        (await embed({ model: openai.embedding("text-embedding-3-small"), value: prompt, maxRetries }))
          .embedding,
      ...(ai === current && currentCalls),
    },
    ...(ai === current && { upload, download, placeholder: placeholderOf }),
    knowsAuth,
    failure,
  };
}
/** What older versions do not have, or not under this name. */
const currentCalls: NonNullable<AdapterDriver<Client>["calls"]> = {
  "structured output": async ({ openai, maxRetries }, { prompt }) => {
    const output = Output.object({ schema: z.object({ door: z.string() }) });
    return (await current.generateText({ model: openai.chat("gpt-5"), prompt, maxRetries, output })).output;
  },
  images: async ({ openai, maxRetries }, { prompt }) =>
    (await generateImage({ model: openai.image("gpt-image-1"), prompt, maxRetries })).image.mediaType,
  speech: async ({ openai, maxRetries }, { prompt: text }) =>
    (await generateSpeech({ model: openai.speech("gpt-4o-mini-tts"), text, maxRetries })).audio.uint8Array
      .length,
  transcription: async ({ openai, maxRetries }) =>
    (await transcribe({ model: openai.transcription("whisper-1"), audio: new Uint8Array(8), maxRetries }))
      .text,
};

async function upload({ openai }: Client, file: Blob | ReadableStream<Uint8Array>): Promise<unknown> {
  const data =
    file instanceof Blob
      ? new Uint8Array(await file.arrayBuffer())
      : ({ type: "stream", stream: file } as const);
  return await uploadFile({ api: openai, filename: "lines.jsonl", mediaType: "application/jsonl", data });
}

async function download({ openai, maxRetries }: Client, url: string): Promise<unknown> {
  const prompt = { text: "Make it blue", images: [deferred.address(url)] };
  return await generateImage({ model: openai.image("gpt-image-1"), prompt, maxRetries });
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
    // Older versions have no time-out of their own.
    ...(timeout !== undefined && { timeout, abortSignal: AbortSignal.timeout(timeout) }),
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
