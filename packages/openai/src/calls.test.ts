import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import type OpenAI from "openai";
import { AuthenticationError, toFile } from "openai";
import { describe, expect, test } from "vitest";
import { messages, setUp, textOf, ways } from "../test/set-up.ts";

const model = "gpt-5";
const bytes = Buffer.from('{"a":1}\n');
const file = () => new File([bytes], "lines.jsonl");
const image = () => new File([bytes], "image.png", { type: "image/png" });

/** Every kind of call; each answers something that is the same every time. */
const calls: [string, (client: OpenAI) => Promise<unknown>][] = [
  ["a chat", async ({ chat }) => (await chat.completions.create({ model, messages })).choices[0]?.message],
  [
    "a streamed chat",
    async ({ chat }) => textOf(await chat.completions.create({ model, messages, stream: true })),
  ],
  [
    "the stream helper",
    ({ chat }) =>
      chat.completions.stream({ model, messages, stream_options: { include_usage: true } }).totalUsage(),
  ],
  [
    "runTools, with a call of a tool in between",
    ({ chat }) => {
      const tool = {
        type: "function",
        function: {
          name: "weather",
          description: "The weather",
          parameters: { type: "object", properties: {} },
          parse: JSON.parse,
          function: () => "It rains.",
        },
      } as const;
      return chat.completions.runTools({ model, messages, tools: [tool] }).finalContent();
    },
  ],
  ["a response", async ({ responses }) => (await responses.create({ model, input: "Hello" })).output_text],
  [
    "a streamed response",
    async ({ responses }) => {
      let text = "";
      for await (const event of await responses.create({ model, input: "Hello", stream: true }))
        if (event.type === "response.output_text.delta") text += event.delta;
      return text;
    },
  ],
  [
    "the helper for responses",
    async ({ responses }) => (await responses.stream({ model, input: "Hello" }).finalResponse()).usage,
  ],
  ["a completion", async ({ completions }) => (await completions.create({ model, prompt: "Hello" })).choices],
  ["embeddings", async ({ embeddings }) => (await embeddings.create({ model, input: "Hello" })).data],
  ["a moderation", async ({ moderations }) => (await moderations.create({ input: "Hello" })).results.length],
  ["models", async ({ models }) => (await models.list()).data],
  [
    "an upload of a File",
    async ({ files }) => (await files.create({ file: file(), purpose: "batch" })).bytes,
  ],
  [
    "an upload of a Blob",
    async ({ files }) =>
      (await files.create({ file: await toFile(new Blob([bytes]), "lines.jsonl"), purpose: "batch" })).bytes,
  ],
  [
    "an upload of a Buffer",
    async ({ files }) =>
      (await files.create({ file: await toFile(bytes, "lines.jsonl"), purpose: "batch" })).filename,
  ],
  [
    "an upload in parts",
    async ({ uploads }) => {
      const { id } = await uploads.create({
        bytes: bytes.length,
        filename: "lines.jsonl",
        mime_type: "text/plain",
        purpose: "batch",
      });
      const part = await uploads.parts.create(id, { data: file() });
      return (await uploads.complete(id, { part_ids: [part.id] })).status;
    },
  ],
  [
    "a download",
    async ({ files }) => {
      const { id } = await files.create({ file: file(), purpose: "batch" });
      return await (await files.content(id)).text();
    },
  ],
  [
    "a batch",
    async ({ batches }) => {
      const { id } = await batches.create({
        completion_window: "24h",
        endpoint: "/v1/chat/completions",
        input_file_id: "file-1",
      });
      return (await batches.retrieve(id)).status;
    },
  ],
  ["an image", async ({ images }) => (await images.generate({ prompt: "A cat" })).data?.length],
  [
    "an edited image",
    async ({ images }) => (await images.edit({ image: image(), prompt: "A cat" })).data?.length,
  ],
  [
    "speech",
    async ({ audio }) =>
      (await (await audio.speech.create({ model, input: "Hello", voice: "alloy" })).blob()).size,
  ],
  [
    "a transcription",
    async ({ audio }) => (await audio.transcriptions.create({ file: file(), model: "whisper-1" })).text,
  ],
  ["a raw response", async ({ models }) => (await models.list().asResponse()).status],
  ["data with its response", async ({ models }) => (await models.list().withResponse()).response.status],
  [
    "a call by path",
    async (client) =>
      (await client.post<{ object: string }>("/chat/completions", { body: { model, messages } })).object,
  ],
];

describe.each(ways)("through %s", (_way, make) => {
  test.each(calls)("%s survives a rotation", async (_call, call) => {
    const { provider, key } = await setUp();
    const client = make(provider, { key, headers: () => ({ "x-tenant": "acme" }) });
    const before = await call(client);
    expect(before).toBeTruthy();
    const { requests } = provider;
    const count = requests.length;
    provider.rotate();
    expect(await call(client)).toEqual(before);
    expect(requests).toHaveLength(2 * count + 1);
    expect(provider.stats.statuses[401]).toBe(1);
    for (const { headers } of requests) expect(headers.get("x-tenant")).toBe("acme");
  });

  test("a rotation between two pages goes unnoticed", async () => {
    const { provider, key } = await setUp();
    const client = make(provider, { key });
    for (let index = 0; index < 3; index++) await client.files.create({ file: file(), purpose: "batch" });
    const ids = new Set<string>();
    for await (const { id } of client.files.list({ limit: 1 })) {
      ids.add(id);
      provider.rotate();
    }
    expect(ids.size).toBe(3);
  });

  test("a stream goes on when its key is revoked in the middle", async () => {
    const { provider, key } = await setUp();
    const client = make(provider, { key });
    let chunks = 0;
    for await (const _chunk of await client.chat.completions.create({ model, messages, stream: true }))
      if (++chunks === 2) provider.rotate();
    expect(chunks).toBeGreaterThan(3);
    expect(provider.stats.statuses).toEqual({ 200: 1 });
  });

  test.each<[string, (client: OpenAI) => Promise<Response>]>([
    [
      "a file's content",
      async ({ files }) => files.content((await files.create({ file: file(), purpose: "batch" })).id),
    ],
    ["speech", ({ audio }) => audio.speech.create({ model, input: "Hello there", voice: "alloy" })],
  ])("the first bytes of %s are there before the last is sent", async (_what, download) => {
    const { provider, key } = await setUp();
    const client = make(provider, { key });
    provider.slow({ chunkDelay: 60_000, when: ({ path }) => /content|speech/.test(path) });
    const reader = (await download(client)).body?.getReader();
    expect((await reader?.read())?.value?.length).toBeGreaterThan(0);
    await reader?.cancel();
  });

  test("a file on disk is sent, whether or not the SDK can send it again", async () => {
    const { provider, key } = await setUp();
    const client = make(provider, { key });
    const upload = () =>
      client.files.create({ file: createReadStream(import.meta.filename), purpose: "batch" });
    const { bytes } = await upload();
    provider.rotate();
    // The newest streams the file; older ones read it into memory first.
    await upload().catch((error: unknown) => expect(error).toBeInstanceOf(AuthenticationError));
    expect((await upload()).bytes).toBe(bytes);
  });

  test("what can be sent only once ends with the 401, and the next call has the new key", async () => {
    const { provider, key } = await setUp();
    const client = make(provider, { key });
    const body = () => Readable.from([JSON.stringify({ model, messages })]);
    const send = () => client.post("/chat/completions", { body: body() });
    await send();
    provider.rotate();
    await expect(send()).rejects.toBeInstanceOf(AuthenticationError);
    await send();
    expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
  });
});
