import { zodResponseFormat } from "openai/helpers/zod";
import { expect, test } from "vitest";
import { z } from "zod";
import { HELLO, openai } from "../../test/clients.ts";
import { startProvider } from "../index.ts";

const request = { model: "gpt-5-mini", messages: [...HELLO] };

test("answers a sentence, the same for the same prompt, and counts words as tokens", async () => {
  await using provider = await startProvider();
  const first = await openai(provider).chat.completions.create(request);
  const second = await openai(provider).chat.completions.create(request);
  const text = first.choices[0]?.message.content ?? "";
  expect(text).toMatch(/^[A-Z].*[a-z] .*\.$/);
  expect(second.choices[0]?.message.content).toBe(text);
  expect(first.model).toBe("gpt-5-mini");
  const output = text.split(" ").length;
  expect(first.usage).toMatchObject({
    prompt_tokens: 2,
    completion_tokens: output,
    total_tokens: 2 + output,
  });
});

test("streams one word a chunk, with usage only on request", async () => {
  await using provider = await startProvider();
  const client = openai(provider);
  const plain = await client.chat.completions.create(request);
  const words: string[] = [];
  const usages: unknown[] = [];
  const options = { ...request, stream: true, stream_options: { include_usage: true } } as const;
  for await (const chunk of await client.chat.completions.create(options)) {
    words.push(chunk.choices[0]?.delta.content ?? "");
    if (chunk.usage) usages.push(chunk.usage);
  }
  expect(words.join("")).toBe(plain.choices[0]?.message.content);
  expect(usages).toEqual([plain.usage]);
  for await (const chunk of await client.chat.completions.create({ ...request, stream: true })) {
    expect(chunk).not.toHaveProperty("usage");
  }
});

test("runs a tool once, streamed or not, then answers in text", async () => {
  await using provider = await startProvider();
  for (const stream of [false, true] as const) {
    const calls: unknown[] = [];
    const tool = {
      type: "function",
      function: {
        name: "weather",
        parse: JSON.parse,
        function: (args: object) => {
          calls.push(args);
          return "sunny";
        },
        parameters: {
          type: "object",
          properties: { city: { type: "string" }, days: { type: "integer", minimum: 2 } },
        },
        description: "The weather",
      },
    } as const;
    const { completions } = openai(provider).chat;
    const options = { ...request, tools: [tool] };
    const runner = stream
      ? completions.runTools({ ...options, stream })
      : completions.runTools({ ...options, stream });
    expect(await runner.finalContent()).toMatch(/\.$/);
    expect(calls).toEqual([{ city: "harbour", days: 2 }]);
  }
});

test("the stream() helper assembles the same completion", async () => {
  await using provider = await startProvider();
  const completion = await openai(provider).chat.completions.stream(request).finalChatCompletion();
  expect(completion.choices[0]).toMatchObject({ finish_reason: "stop" });
});

test("answers structured outputs with a value that the schema accepts", async () => {
  await using provider = await startProvider();
  const schema = z.object({
    name: z.string(),
    tags: z.array(z.enum(["a", "b"])),
    size: z.number().nullable(),
  });
  const completion = await openai(provider).chat.completions.parse({
    ...request,
    response_format: zodResponseFormat(schema, "thing"),
  });
  expect(completion.choices[0]?.message.parsed).toMatchObject({ name: "harbour", tags: ["a"] });
});

test("refuses a request without messages, and one that is not JSON", async () => {
  await using provider = await startProvider();
  const empty = openai(provider).chat.completions.create({ ...request, messages: [] });
  await expect(empty).rejects.toMatchObject({ status: 400, code: "missing_required_parameter" });
  const headers = { authorization: `Bearer ${provider.key}` };
  const response = await fetch(`${provider.baseURL}/chat/completions`, {
    method: "POST",
    body: "{",
    headers,
  });
  expect(response.status).toBe(400);
});
