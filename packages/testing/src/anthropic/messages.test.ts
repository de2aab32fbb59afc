import Anthropic from "@anthropic-ai/sdk";
import { expect, test } from "vitest";
import { anthropic, HELLO } from "../../test/clients.ts";
import { startProvider } from "../index.ts";

const request = { model: "claude-sonnet-5-5", max_tokens: 100, messages: [...HELLO] };

test("answers a message, counts its tokens, and streams the same", async () => {
  await using provider = await startProvider();
  const { messages } = anthropic(provider);
  const plain = await messages.create(request);
  const [block] = plain.content;
  if (block?.type !== "text") throw new Error("expected text");
  expect(plain.usage).toMatchObject({ input_tokens: 2, output_tokens: block.text.split(" ").length });
  expect(await messages.countTokens(request)).toEqual({ input_tokens: 2 });
  const streamed = await messages.stream(request).finalMessage();
  expect(streamed).toMatchObject({ content: [{ text: block.text }], stop_reason: "end_turn" });
  expect(streamed.usage.output_tokens).toBe(plain.usage.output_tokens);
});

test("streams the events in the service's order", async () => {
  await using provider = await startProvider();
  const response = await anthropic(provider)
    .messages.create({ ...request, stream: true })
    .asResponse();
  const types = [...(await response.text()).matchAll(/^event: (\w+)$/gm)].map(([, type]) => type);
  expect(types.filter((type, i) => type !== types[i - 1])).toEqual([
    "message_start",
    "content_block_start",
    "ping",
    "content_block_delta",
    "content_block_stop",
    "message_delta",
    "message_stop",
  ]);
});

test("uses a tool once, streamed or not, then answers in text", async () => {
  await using provider = await startProvider();
  const { messages } = anthropic(provider);
  const input_schema = { type: "object" as const, properties: { city: { type: "string" } } };
  const tools = [{ name: "weather", input_schema }];
  const plain = await messages.create({ ...request, tools });
  const streamed = await messages.stream({ ...request, tools }).finalMessage();
  for (const message of [plain, streamed]) {
    const [use] = message.content;
    if (use?.type !== "tool_use") throw new Error("expected the use of a tool");
    expect(use).toMatchObject({ name: "weather", input: { city: "harbour" } });
    const result = { type: "tool_result" as const, tool_use_id: use.id, content: "sunny" };
    const answer = await messages.create({
      ...request,
      tools,
      messages: [...HELLO, { role: "assistant", content: [use] }, { role: "user", content: [result] }],
    });
    expect(answer.content[0]?.type).toBe("text");
  }
});

test("refuses a request without messages in Anthropic's words", async () => {
  await using provider = await startProvider();
  const call = anthropic(provider).messages.create({ ...request, messages: [] });
  await expect(call).rejects.toMatchObject({ error: { error: { type: "invalid_request_error" } } });
});

test("refuses a wrong key in Anthropic's words, without repeating it", async () => {
  await using provider = await startProvider();
  const client = anthropic(provider);
  const outdated = provider.key;
  provider.rotate();
  const error = await client.messages.create(request).catch((caught: unknown) => caught);
  if (!(error instanceof Anthropic.AuthenticationError)) throw error;
  expect(error.error).toMatchObject({ type: "error", error: { type: "authentication_error" } });
  expect(error.requestID).toBe(provider.requests[0]?.id);
  expect(JSON.stringify(error)).not.toContain(outdated);
});
