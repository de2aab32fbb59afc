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
