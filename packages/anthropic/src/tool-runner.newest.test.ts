import { betaTool } from "@anthropic-ai/sdk/helpers/beta/json-schema";
import { describe, expect, test } from "vitest";
import { question, setUp, ways } from "../test/set-up.ts";

const inputSchema = { type: "object", properties: {} } as const;

describe.each(ways)("the tool runner through %s", (_way, make) => {
  test("goes on when the key rotates while a tool runs, with its headers asked for each step", async () => {
    const { provider, key } = await setUp();
    let step = 0;
    const client = make(provider, { key, headers: () => ({ "x-step": `${++step}` }) });
    const weather = betaTool({
      name: "weather",
      description: "The weather",
      inputSchema,
      run() {
        provider.rotate();
        return "It rains.";
      },
    });
    const { stop_reason } = await client.beta.messages.toolRunner({ ...question, tools: [weather] });
    expect(stop_reason).toBe("end_turn");
    expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
    expect(provider.requests.map(({ headers }) => headers.get("x-step"))).toEqual(["1", "2", "3"]);
  });

  test("streams, too", async () => {
    const { provider, key } = await setUp();
    const client = make(provider, { key });
    const run = () => {
      provider.rotate();
      return "It rains.";
    };
    const weather = betaTool({ name: "weather", description: "The weather", inputSchema, run });
    const texts: string[] = [];
    for await (const stream of client.beta.messages.toolRunner({
      ...question,
      tools: [weather],
      stream: true,
    }))
      texts.push(await stream.finalText().catch(() => ""));
    expect(texts.at(-1)).toMatch(/\w/);
    expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
  });
});
