import { expect, test } from "vitest";
import { anthropic, HELLO } from "../../test/clients.ts";
import { startProvider } from "../index.ts";

const params = { model: "claude-sonnet-5-5", max_tokens: 100, messages: [...HELLO] };
const requests = [
  { custom_id: "good", params },
  { custom_id: "bad", params: { ...params, messages: [] } },
];

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

test("works through a batch, and has its results line by line", async () => {
  await using provider = await startProvider();
  const { messages } = anthropic(provider);
  const batch = await messages.batches.create({ requests });
  expect(batch).toMatchObject({ processing_status: "in_progress", request_counts: { processing: 2 } });
  const results = await collect(await messages.batches.results(batch.id));
  const { content } = await messages.create(params);
  expect(results).toMatchObject([
    { custom_id: "good", result: { type: "succeeded", message: { content } } },
    { custom_id: "bad", result: { type: "errored", error: { error: { type: "invalid_request_error" } } } },
  ]);
  const ended = await messages.batches.retrieve(batch.id);
  expect(ended).toMatchObject({
    processing_status: "ended",
    request_counts: { processing: 0, succeeded: 1, errored: 1 },
    results_url: `${provider.baseURL}/messages/batches/${batch.id}/results`,
  });
  await expect(messages.batches.cancel(batch.id)).rejects.toMatchObject({ status: 400 });
});

test("cancels, lists page by page, and deletes", async () => {
  await using provider = await startProvider();
  const { batches } = anthropic(provider).messages;
  const first = await batches.create({ requests });
  const second = await batches.create({ requests });
  await expect(batches.delete(first.id)).rejects.toThrow(/Cancel it first/);
  expect(await batches.cancel(first.id)).toMatchObject({ processing_status: "canceling" });
  const results = await collect(await batches.results(first.id));
  expect(results.map(({ result }) => result.type)).toEqual(["canceled", "canceled"]);
  const listed = await collect(batches.list({ limit: 1 }));
  expect(listed.map(({ id }) => id)).toEqual([second.id, first.id]);
  expect(await batches.delete(first.id)).toEqual({ id: first.id, type: "message_batch_deleted" });
  await expect(batches.retrieve(first.id)).rejects.toMatchObject({ status: 404 });
});

test("answers the SDK's beta resources alike", async () => {
  await using provider = await startProvider();
  const client = anthropic(provider);
  const { messages } = client.beta;
  const stable = await client.messages.create(params);
  expect((await messages.create(params)).content).toEqual(stable.content);
  expect((await messages.stream(params).finalMessage()).content).toMatchObject([{ type: "text" }]);
  expect(await messages.countTokens(params)).toMatchObject({ input_tokens: 2 });
  const batch = await messages.batches.create({ requests });
  expect(await collect(await messages.batches.results(batch.id))).toHaveLength(2);
  expect((await client.beta.models.list()).data.length).toBeGreaterThan(0);
});
