import { expect, test } from "vitest";
import { openai } from "../../test/clients.ts";
import { startProvider } from "../index.ts";

const request = { model: "gpt-5", input: "Hello there", instructions: "Be kind" };

test("answers one message and counts words as tokens", async () => {
  await using provider = await startProvider();
  const client = openai(provider);
  const response = await client.responses.create(request);
  expect(response.status).toBe("completed");
  expect(response.output_text).toMatch(/\.$/);
  expect(response.usage).toMatchObject({
    input_tokens: 4,
    output_tokens: response.output_text.split(" ").length,
  });
  expect((await client.responses.retrieve(response.id)).output).toEqual(response.output);
  await client.responses.delete(response.id);
  await expect(client.responses.retrieve(response.id)).rejects.toMatchObject({ status: 404 });
});

test("counts tokens, and lists what it was asked page by page", async () => {
  await using provider = await startProvider();
  const { responses } = openai(provider);
  expect(await responses.inputTokens.count(request)).toEqual({
    object: "response.input_tokens",
    input_tokens: 4,
  });
  const input = ["one", "two", "three"].map((content) => ({ role: "user" as const, content }));
  const { id } = await responses.create({ ...request, input });
  const texts: unknown[] = [];
  for await (const item of responses.inputItems.list(id, { limit: 2, order: "asc" })) {
    if (item.type === "message") texts.push(item.content[0]);
  }
  expect(texts).toMatchObject([{ text: "one" }, { text: "two" }, { type: "input_text", text: "three" }]);
  expect((await responses.inputItems.list(id)).data[0]).toMatchObject({ content: [{ text: "three" }] });
});

test("answers in the background: queued, then complete, unless it is cancelled", async () => {
  await using provider = await startProvider();
  const { responses } = openai(provider);
  const queued = await responses.create({ ...request, background: true });
  expect(queued).toMatchObject({ status: "queued", output: [], background: true });
  expect(await responses.retrieve(queued.id)).toMatchObject({ status: "completed" });
  const { id } = await responses.create({ ...request, background: true });
  expect(await responses.cancel(id)).toMatchObject({ status: "cancelled" });
  expect(await responses.retrieve(id)).toMatchObject({ status: "cancelled", output: [] });
  const synchronous = await responses.create(request);
  await expect(responses.cancel(synchronous.id)).rejects.toMatchObject({ status: 400 });
});

test("streams the events in the service's order", async () => {
  await using provider = await startProvider();
  const types: string[] = [];
  let number = 0;
  for await (const event of await openai(provider).responses.create({ ...request, stream: true })) {
    expect(event.sequence_number).toBe(number++);
    if (types.at(-1) !== event.type) types.push(event.type);
  }
  expect(types).toEqual([
    "response.created",
    "response.in_progress",
    "response.output_item.added",
    "response.content_part.added",
    "response.output_text.delta",
    "response.output_text.done",
    "response.content_part.done",
    "response.output_item.done",
    "response.completed",
  ]);
});

test("the stream() helper assembles the plain answer", async () => {
  await using provider = await startProvider();
  const client = openai(provider);
  const plain = await client.responses.create(request);
  const streamed = await client.responses.stream(request).finalResponse();
  expect(streamed.output_text).toBe(plain.output_text);
  expect(streamed.usage).toEqual(plain.usage);
});

test("calls a function once, streamed or not, then answers in text", async () => {
  await using provider = await startProvider();
  const client = openai(provider);
  const parameters = { type: "object", properties: { city: { type: "string" } } };
  const tools = [{ type: "function" as const, name: "weather", strict: true, parameters }];
  const streamed = await client.responses.stream({ ...request, tools }).finalResponse();
  const plain = await client.responses.create({ ...request, tools });
  for (const { output } of [streamed, plain]) {
    const [call] = output;
    if (call?.type !== "function_call") throw new Error("expected a call of the function");
    expect(call).toMatchObject({ name: "weather", arguments: '{"city":"harbour"}' });
    const result = { type: "function_call_output" as const, call_id: call.call_id, output: "sunny" };
    const answer = await client.responses.create({ ...request, tools, input: [call, result] });
    expect(answer.output_text).toMatch(/\.$/);
  }
});
