import type { ResponsesServerEvent } from "openai/resources/responses/responses";
import { ResponsesWS } from "openai/resources/responses/ws";
import { expect, test } from "vitest";
import { azure, openai } from "../../test/clients.ts";
import { startProvider } from "../index.ts";

type Create = Parameters<ResponsesWS["send"]>[0] & { type: "response.create" };
const request: Create = { type: "response.create", model: "gpt-5", input: "Hello there" };

/** The events up to the one that ends the answer. */
async function answerTo(connection: ResponsesWS, event: Create): Promise<ResponsesServerEvent[]> {
  const events: ResponsesServerEvent[] = [];
  connection.send(event);
  for await (const item of connection.stream()) {
    if (item.type === "error") throw item.error;
    if (item.type !== "message") continue;
    events.push(item.message);
    if (item.message.type === "response.completed") break;
  }
  return events;
}

test.each([false, true])("answers with the events of a streamed response (tls: %s)", async (tls) => {
  await using provider = await startProvider({ tls });
  const connection = new ResponsesWS(openai(provider), { ca: provider.ca });
  const events = await answerTo(connection, request);
  expect(events.map(({ type }) => type).filter((type, i, all) => type !== all[i - 1])).toEqual([
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
  // One connection, several responses.
  const second = await answerTo(connection, { ...request, input: "And again", stream_id: "lane" });
  expect(second.every((event) => "stream_id" in event && event.stream_id === "lane")).toBe(true);
  connection.close();
  await expect
    .poll(() => provider.requests)
    .toMatchObject([
      { method: "GET", path: "/v1/responses", key: provider.key, status: 101, outcome: "answered" },
    ]);
});

test("keeps what it answered, for the plain API to retrieve", async () => {
  await using provider = await startProvider();
  const client = openai(provider);
  const connection = new ResponsesWS(client);
  const completed = (await answerTo(connection, request)).at(-1);
  if (completed?.type !== "response.completed") throw new Error("expected the end of the response");
  expect(await client.responses.retrieve(completed.response.id)).toMatchObject({
    output: completed.response.output,
  });
  connection.close();
});

test("serves AzureOpenAI", async () => {
  await using provider = await startProvider();
  const connection = new ResponsesWS(azure(provider));
  expect((await answerTo(connection, request)).length).toBeGreaterThan(5);
  connection.close();
  expect(provider.requests[0]?.path).toBe("/openai/responses");
});

test("answers a bad request with an error event, and stays open", async () => {
  await using provider = await startProvider();
  const connection = new ResponsesWS(openai(provider));
  const { model: _, ...withoutModel } = request;
  await expect(answerTo(connection, withoutModel)).rejects.toMatchObject({
    message: "Missing required parameter: 'model'.",
    error: { status: 400, error: { code: "missing_required_parameter" } },
  });
  connection.sendRaw("{");
  await expect(answerTo(connection, request)).rejects.toThrow("Supported here are: response.create");
  await answerTo(connection, request);
  connection.close();
});
