import { once } from "node:events";
import { createAzure } from "@ai-sdk/azure";
import { type OpenAIProvider, createOpenAI as official } from "@ai-sdk/openai";
import type { Provider } from "@valetkey/testing";
import { APICallError, generateText, experimental_streamTranscribe as streamTranscribe } from "ai";
import { describe, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { caught, setUp } from "../test/set-up.ts";
import { type Auth, withAuth } from "./index.ts";
import { createOpenAI } from "./openai.ts";

const prompt = "Hello there";

const ways: [string, (auth: Auth, settings: { baseURL: string }) => OpenAIProvider][] = [
  ["the drop-in", (auth, settings) => createOpenAI({ ...auth, ...settings })],
  ["withAuth()", (auth, settings) => official(withAuth(auth, settings))],
];

/** Opens the connection that a realtime model describes, and says what the server says first, or its status. */
async function connect(openai: OpenAIProvider): Promise<string> {
  const model = openai.experimental_realtime("gpt-realtime");
  const connection = await model.getServerWebSocketConfig?.();
  const { url, headers } = connection as { url: string; headers: Record<string, string> };
  const socket = new WebSocket(url, { headers });
  try {
    return await Promise.race([
      once(socket, "message").then(([data]) => (JSON.parse(`${data}`) as { type: string }).type),
      once(socket, "unexpected-response").then(([, { statusCode }]) => `${statusCode}`),
    ]);
  } finally {
    socket.removeAllListeners().on("error", () => {});
    socket.terminate();
  }
}

/** Has the SDK open a connection of its own, with the key as a subprotocol. */
async function hear(openai: OpenAIProvider): Promise<string> {
  const audio = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(new Uint8Array(4800));
      controller.close();
    },
  });
  const model = openai.transcription("gpt-realtime-whisper");
  const inputAudioFormat = { type: "audio/pcm", rate: 24000 } as const;
  return await streamTranscribe({ model, audio, inputAudioFormat }).text;
}

const handshakes = ({ requests }: Provider) =>
  requests.filter(({ headers }) => headers.get("upgrade") === "websocket");

describe.each(ways)("native, through %s", (_way, make) => {
  test("a realtime model's handshake carries the key of the moment", async () => {
    const { provider, key } = await setUp();
    const openai = make({ key, native: true }, { baseURL: provider.baseURL });
    expect(await connect(openai)).toBe("session.created");
    const first = provider.key;
    provider.rotate();
    // No fetch sees a refused handshake: the next request renews the key, or its time does.
    expect(await connect(openai)).toBe("401");
    await generateText({ model: openai("gpt-5"), prompt, maxRetries: 0 });
    expect(await connect(openai)).toBe("session.created");
    expect(handshakes(provider).map((request) => request.key)).toEqual([first, first, provider.key]);
  });

  test("a streamed transcription's handshake carries the key", async () => {
    const { provider, key } = await setUp();
    const openai = make({ key, native: true }, { baseURL: provider.baseURL });
    expect(await hear(openai)).toBeTruthy();
    expect(handshakes(provider).map((request) => request.key)).toEqual([provider.key]);
  });

  test("requests recover as ever, and dynamic headers go along", async () => {
    const { provider, key } = await setUp();
    const headers = () => ({ "x-tenant": "acme" });
    const openai = make({ key, headers, native: true }, { baseURL: provider.baseURL });
    await generateText({ model: openai("gpt-5"), prompt, maxRetries: 0 });
    provider.rotate();
    await generateText({ model: openai("gpt-5"), prompt, maxRetries: 0 });
    expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
    for (const request of provider.requests) expect(request.headers.get("x-tenant")).toBe("acme");
  });

  test("a key that cannot be had is the SDK's error", async () => {
    const { provider } = await setUp();
    const baseURL = provider.baseURL;
    const permanent = vi.fn(() => Promise.reject(new Error("no vault")));
    const error = await caught(
      generateText({ model: make({ key: permanent, native: true }, { baseURL })("gpt-5"), prompt }),
    );
    expect(APICallError.isInstance(error) && error.isRetryable).toBe(false);
    expect(permanent).toHaveBeenCalledTimes(1);
    const transient = vi.fn(() => provider.key);
    transient.mockImplementationOnce(() => {
      throw Object.assign(new Error("busy"), { status: 503, retryAfter: 5 });
    });
    await generateText({ model: make({ key: transient, native: true }, { baseURL })("gpt-5"), prompt });
    // Once in vain, and in the attempt that follows twice: by the SDK, and for the request that it is about.
    expect(transient).toHaveBeenCalledTimes(3);
  });

  test("without it, a handshake carries the placeholder, which opens nothing", async () => {
    const { provider, key } = await setUp();
    const openai = make({ key }, { baseURL: provider.baseURL });
    expect(await connect(openai)).toBe("401");
    await caught(hear(openai));
    for (const request of handshakes(provider)) expect(request.key).toMatch(/^valetkey-placeholder-/);
    // A client secret for a browser comes through fetch.
    await openai.experimental_realtime.getToken({ model: "gpt-realtime" });
    expect(provider.stats.statuses[200]).toBe(1);
  });
});

test("a provider that takes no key function says so itself", async () => {
  const azure = createAzure(withAuth({ key: "key-1", native: true }, { resourceName: "example" }));
  const error = await caught(generateText({ model: azure("gpt-5"), prompt, maxRetries: 0 }));
  expect(error).toMatchObject({
    name: "AI_LoadAPIKeyError",
    message: "Azure OpenAI API key must be a string.",
  });
});
