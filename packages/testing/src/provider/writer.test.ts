import { expect, test } from "vitest";
import { anthropic, openai } from "../../test/clients.ts";
import { startProvider } from "../index.ts";
import type { Prompt } from "./writer.ts";

const instructions = "Be brief.";
const history = [
  { role: "user" as const, content: "Hello" },
  { role: "assistant" as const, content: "Good morning." },
  { role: "user" as const, content: "How is the weather?" },
];

test("writes the answers of every API from the last turn, or from all", async () => {
  const asked: Prompt[] = [];
  const text = "# Weather\n\nIt **rains**:\n\n```text\n  3 mm\n```";
  const answer = (prompt: Prompt) => {
    asked.push(prompt);
    return text;
  };
  await using provider = await startProvider({ answer });
  const client = openai(provider);
  const model = "gpt-5";

  const messages = [{ role: "system" as const, content: instructions }, ...history];
  const chat = await client.chat.completions.create({ model, messages });
  expect(chat.choices[0]?.message.content).toBe(text);
  expect((await client.responses.create({ model, instructions, input: history })).output_text).toBe(text);
  const legacy = await client.completions.create({ model, prompt: "How is the weather?" });
  expect(legacy.choices[0]?.text).toBe(text);
  const body = { model: "claude-sonnet-5-5", max_tokens: 100, system: instructions, messages: history };
  const message = await anthropic(provider).messages.create(body);
  expect(message.content).toMatchObject([{ type: "text", text }]);

  const whole = { text: [instructions, ...history.map(({ content }) => content)].join("\n") };
  const alone = { text: "How is the weather?" };
  expect(asked).toEqual([whole, whole, alone, whole].map((part) => ({ ...part, last: alone.text })));
});

test("streams a text without losing a blank, and keeps its own where there is nothing to say", async () => {
  const answer = ({ last }: Prompt) => (last === "code" ? "if (rain)\n\n    stay();" : undefined);
  await using provider = await startProvider({ answer });
  const stream = async (content: string) => {
    const messages = [{ role: "user" as const, content }];
    const pieces: string[] = [];
    for await (const { choices } of await openai(provider).chat.completions.create({
      model: "gpt-5",
      messages,
      stream: true,
    }))
      if (choices[0]?.delta.content) pieces.push(choices[0].delta.content);
    return pieces;
  };
  expect(await stream("code")).toEqual(["if", " (rain)", "\n\n    stay();"]);
  expect((await stream("talk")).join("")).toMatch(/^[A-Z].+\. [A-Z].+\.$/);
});

test("refuses an answer that is no function", async () => {
  await expect(startProvider({ answer: "Hello" as never })).rejects.toThrow(/answer.*function/);
});
