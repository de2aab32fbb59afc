import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { expect, onTestFinished, test, vi } from "vitest";
import { caught } from "../../test/caught.ts";
import { collectPayi, payiResult } from "../index.ts";

const result = {
  request_id: "request-1",
  cost: { currency: "usd", input: { base: 1 }, output: { base: 2 }, total: { base: 3 } },
};

const chunk = (content: string, rest = {}) => ({
  id: "chatcmpl-1",
  object: "chat.completion.chunk",
  choices: [{ index: 0, delta: { content } }],
  ...rest,
});
const chunks = [chunk("a"), chunk("b"), chunk("c"), { ...chunk(""), choices: [], xproxy_result: result }];

const events = [
  {
    type: "message_start",
    message: { id: "msg_1", type: "message", role: "assistant", content: [], usage: {} },
  },
  { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
  { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "a" } },
  {
    type: "message_delta",
    delta: { stop_reason: "end_turn" },
    usage: { output_tokens: 1 },
    xproxy_result: result,
  },
  { type: "message_stop" },
];

/** Streams as Pay-i's proxy does, and tells whether its client stayed to the end. */
async function startProxy(): Promise<{ origin: string; wasReadToItsEnd: () => boolean }> {
  let finished = false;
  const server = createServer(async (request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    const isOpenAI = request.url?.endsWith("/chat/completions");
    const lines = isOpenAI
      ? [...chunks.map((each) => `data: ${JSON.stringify(each)}\n\n`), "data: [DONE]\n\n"]
      : events.map((each) => `event: ${each.type}\ndata: ${JSON.stringify(each)}\n\n`);
    for (const line of lines) {
      response.write(line);
      await new Promise((resolve) => setImmediate(resolve));
    }
    response.end(() => {
      finished = !response.destroyed;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, wasReadToItsEnd: () => finished };
}

const question = {
  model: "gpt-5",
  messages: [{ role: "user" as const, content: "Hello" }],
  stream: true as const,
};

test("passes a stream of OpenAI's through, and has the result at its end", async () => {
  const { origin } = await startProxy();
  const client = new OpenAI({ apiKey: "key-1", baseURL: origin });
  const stream = collectPayi(await client.chat.completions.create(question));
  let text = "";
  for await (const { choices } of stream) text += choices[0]?.delta.content ?? "";
  expect(text).toBe("abc");
  expect(await stream.result).toEqual(result);
});

test("has it in Anthropic's message_delta", async () => {
  const { origin } = await startProxy();
  const client = new Anthropic({ apiKey: "key-1", baseURL: origin });
  const stream = collectPayi(await client.messages.create({ ...question, max_tokens: 9 }));
  const types: string[] = [];
  for await (const { type } of stream) types.push(type);
  expect(types).toEqual(events.map(({ type }) => type));
  expect(await stream.result).toEqual(result);
});

test("reads to the end where its reader stops early, though the SDK would end the request", async () => {
  const { origin, wasReadToItsEnd } = await startProxy();
  const client = new OpenAI({ apiKey: "key-1", baseURL: origin });
  const bare = await client.chat.completions.create(question);
  for await (const _chunk of bare) break;
  expect(bare.controller.signal.aborted).toBe(true);

  const inner = await client.chat.completions.create(question);
  const stream = collectPayi(inner);
  for await (const _chunk of stream) break;
  expect(await stream.result).toEqual(result);
  expect(inner.controller.signal.aborted).toBe(false);
  await vi.waitFor(() => expect(wasReadToItsEnd()).toBe(true));
});

async function* failing(error: Error) {
  yield { xproxy_result: undefined };
  throw error;
}

test("fails as the stream does, for its reader and in the result", async () => {
  const error = new Error("cut");
  const stream = collectPayi(failing(error));
  const reading = (async () => {
    for await (const _each of stream);
  })();
  expect(await caught(reading)).toBe(error);
  expect(await caught(stream.result)).toBe(error);
  // Nobody asks for this one: it must not become an unhandled rejection.
  for await (const _each of collectPayi(failing(error))) break;
});

test("has no result where there was none, and is read once", async () => {
  const stream = collectPayi(
    (async function* () {
      yield {};
    })(),
  );
  for await (const each of stream) expect(payiResult(each)).toBeUndefined();
  expect(await stream.result).toBeUndefined();
  const again = (async () => {
    for await (const _each of stream);
  })();
  expect(await caught(again)).toBeInstanceOf(TypeError);
});
