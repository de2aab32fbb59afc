import { Readable } from "node:stream";
import type Anthropic from "@anthropic-ai/sdk";
import { AuthenticationError } from "@anthropic-ai/sdk";
import { describe, expect, test } from "vitest";
import { question, setUp, textOf, ways } from "../test/set-up.ts";

const requests = [{ custom_id: "one", params: question }];
const weather = {
  name: "weather",
  description: "The weather",
  input_schema: { type: "object", properties: {} },
} as const;

/** Every kind of call; each answers something that is the same every time. */
const calls: [string, (client: Anthropic) => Promise<unknown>][] = [
  ["a message", async ({ messages }) => (await messages.create(question)).content],
  [
    "a streamed message",
    async ({ messages }) => textOf(await messages.create({ ...question, stream: true })),
  ],
  ["the stream helper", ({ messages }) => messages.stream(question).finalText()],
  [
    "the events of the stream helper",
    async ({ messages }) => {
      const texts: string[] = [];
      const stream = messages.stream(question).on("text", (text) => void texts.push(text));
      await stream.done();
      return texts;
    },
  ],
  [
    "a message that may use a tool",
    async ({ messages }) => (await messages.create({ ...question, tools: [weather] })).stop_reason,
  ],
  ["a count of tokens", async ({ messages }) => (await messages.countTokens(question)).input_tokens],
  [
    "a batch",
    async ({ messages: { batches } }) => {
      const { id } = await batches.create({ requests });
      return (await batches.retrieve(id)).processing_status;
    },
  ],
  [
    "the results of a batch",
    async ({ messages: { batches } }) => {
      const { id } = await batches.create({ requests });
      const found: string[] = [];
      for await (const { custom_id, result } of await batches.results(id))
        found.push(`${custom_id} ${result.type}`);
      return found;
    },
  ],
  ["models", async ({ models }) => (await models.list()).data],
  ["a model", async ({ models }) => (await models.retrieve("claude-opus-5")).id],
  [
    "a message in beta",
    async ({ beta }) => (await beta.messages.create({ ...question, betas: ["a-beta"] })).content,
  ],
  [
    "a streamed message in beta",
    async ({ beta }) => {
      let events = 0;
      for await (const _event of await beta.messages.create({ ...question, stream: true })) events++;
      return events;
    },
  ],
  ["a count of tokens in beta", async ({ beta }) => (await beta.messages.countTokens(question)).input_tokens],
  [
    "a batch in beta",
    async ({ beta }) => (await beta.messages.batches.create({ requests })).processing_status,
  ],
  ["models in beta", async ({ beta }) => (await beta.models.list()).data.length],
  ["a raw response", async ({ models }) => (await models.list().asResponse()).status],
  ["data with its response", async ({ models }) => (await models.list().withResponse()).response.status],
  [
    "a call by path",
    async (client) => (await client.post<{ type: string }>("/v1/messages", { body: question })).type,
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
    const { batches } = make(provider, { key }).messages;
    for (let index = 0; index < 3; index++) await batches.create({ requests });
    const ids = new Set<string>();
    for await (const { id } of batches.list({ limit: 1 })) {
      ids.add(id);
      provider.rotate();
    }
    expect(ids.size).toBe(3);
  });

  test("a stream goes on when its key is revoked in the middle", async () => {
    const { provider, key } = await setUp();
    const client = make(provider, { key });
    let events = 0;
    for await (const _event of await client.messages.create({ ...question, stream: true }))
      if (++events === 2) provider.rotate();
    expect(events).toBeGreaterThan(3);
    expect(provider.stats.statuses).toEqual({ 200: 1 });
  });

  test("betas of a call stay with it", async () => {
    const { provider, key } = await setUp();
    const client = make(provider, { key, headers: { "anthropic-version": "2023-06-01" } });
    await client.beta.messages.create({ ...question, betas: ["a-beta"] });
    const { headers } = provider.requests[0] ?? {};
    expect([headers?.get("anthropic-beta"), headers?.get("anthropic-version")]).toEqual([
      "a-beta",
      "2023-06-01",
    ]);
  });

  test("what can be sent only once ends with the 401, and the next call has the new key", async () => {
    const { provider, key } = await setUp();
    const client = make(provider, { key });
    const send = () => client.post("/v1/messages", { body: Readable.from([JSON.stringify(question)]) });
    await send();
    provider.rotate();
    await expect(send()).rejects.toBeInstanceOf(AuthenticationError);
    await send();
    expect(provider.stats.statuses).toEqual({ 200: 2, 401: 1 });
  });
});
