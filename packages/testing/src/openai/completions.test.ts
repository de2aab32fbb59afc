import { expect, test } from "vitest";
import { azure, openai } from "../../test/clients.ts";
import { startProvider } from "../index.ts";

const request = { model: "gpt-3.5-turbo-instruct", prompt: "Hello there" };

test("completes a prompt, and streams the same", async () => {
  await using provider = await startProvider();
  const { completions } = openai(provider);
  const plain = await completions.create(request);
  const text = plain.choices[0]?.text ?? "";
  expect(plain).toMatchObject({ object: "text_completion", choices: [{ finish_reason: "stop" }] });
  const output = text.split(" ").length;
  expect(plain.usage).toEqual({ prompt_tokens: 2, completion_tokens: output, total_tokens: 2 + output });
  let streamed = "";
  const usages: unknown[] = [];
  const options = { ...request, stream: true, stream_options: { include_usage: true } } as const;
  for await (const { choices, usage } of await completions.create(options)) {
    streamed += choices[0]?.text ?? "";
    if (choices.length === 0) usages.push(usage);
    else expect(usage).toBeNull();
  }
  expect(streamed).toBe(text);
  expect(usages).toEqual([plain.usage]);
});

test("completes several prompts, and tokens", async () => {
  await using provider = await startProvider();
  const { completions } = openai(provider);
  const { choices } = await completions.create({ ...request, prompt: ["one", "two"], n: 2 });
  expect(choices.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
  expect(choices[0]?.text).toBe(choices[1]?.text);
  expect(choices[1]?.text).not.toBe(choices[2]?.text);
  expect((await completions.create({ ...request, prompt: [1, 2, 3] })).usage?.prompt_tokens).toBe(3);
  await expect(completions.create({ ...request, prompt: "" })).rejects.toThrow("'prompt'");
});

test("serves Azure's deployments", async () => {
  await using provider = await startProvider();
  expect((await azure(provider).completions.create(request)).model).toBe(request.model);
});
