import { OpenAIRealtimeWebSocket } from "openai/realtime/websocket";
import { OpenAIRealtimeWS } from "openai/realtime/ws";
import type {
  ConversationItemCreateEvent,
  RealtimeClientEvent,
  RealtimeServerEvent,
  ResponseDoneEvent,
} from "openai/resources/realtime/realtime";
import { Agent, fetch as undiciFetch, WebSocket } from "undici";
import { expect, onTestFinished, test, vi } from "vitest";
import { azure, next, openai } from "../../test/clients.ts";
import { type Provider, startProvider } from "../index.ts";

const model = "gpt-realtime";

/** A connection through `ws`, its session begun. */
async function connect(provider: Provider): Promise<OpenAIRealtimeWS> {
  const options = { ca: provider.ca };
  const connection = await OpenAIRealtimeWS.create(openai(provider), { model, options });
  await next(connection, "session.created");
  return connection;
}

const hello: ConversationItemCreateEvent = {
  type: "conversation.item.create",
  item: {
    type: "message",
    role: "user",
    id: "greeting",
    content: [{ type: "input_text", text: "Hello there" }],
  },
};

function textOf({ response }: ResponseDoneEvent): string {
  const [item] = response.output ?? [];
  return item?.type === "message"
    ? item.content.map((part) => ("text" in part ? part.text : "")).join("")
    : "";
}

test("holds a conversation through the SDK's own classes, with ws and with the platform's WebSocket", async () => {
  await using provider = await startProvider({ tls: true });
  const dispatcher = new Agent({ connect: { ca: provider.ca } });
  onTestFinished(() => dispatcher.close());
  class TrustingWebSocket extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, { protocols, dispatcher });
    }
  }
  vi.stubGlobal("WebSocket", TrustingWebSocket);
  const client = openai(provider);
  const texts: string[] = [];
  for (const open of [
    () => OpenAIRealtimeWS.create(client, { model, options: { ca: provider.ca } }),
    () => OpenAIRealtimeWebSocket.create(client, { model }),
  ]) {
    const connection = await open();
    const events: RealtimeServerEvent[] = [];
    connection.on("event", (event) => events.push(event));
    const { session } = await next(connection, "session.created");
    expect(session).toMatchObject({ type: "realtime", model, output_modalities: ["text"] });
    connection.send({ type: "session.update", session: { type: "realtime", instructions: "Be kind" } });
    expect((await next(connection, "session.updated")).session).toMatchObject({
      instructions: "Be kind",
      model,
    });
    connection.send(hello);
    connection.send({ type: "response.create" });
    const done = await next(connection, "response.done");
    expect(done.response).toMatchObject({ status: "completed", usage: { input_tokens: 4 } });
    texts.push(textOf(done));
    const deltas = events.flatMap((event) =>
      event.type === "response.output_text.delta" ? event.delta : [],
    );
    expect(deltas.join("")).toBe(textOf(done));
    expect(deltas).toHaveLength(done.response.usage?.output_tokens ?? 0);
    const types = events.map(({ type }) => type);
    expect(types.filter((type, i) => type !== types[i - 1])).toEqual([
      "session.created",
      "session.updated",
      "conversation.item.added",
      "conversation.item.done",
      "response.created",
      "response.output_item.added",
      "conversation.item.added",
      "response.content_part.added",
      "response.output_text.delta",
      "response.output_text.done",
      "response.content_part.done",
      "conversation.item.done",
      "response.output_item.done",
      "response.done",
    ]);
    expect(new Set(events.map((event) => "event_id" in event && event.event_id)).size).toBe(events.length);
    connection.close();
  }
  expect(texts[0]).toMatch(/\.$/);
  expect(texts[1]).toBe(texts[0]);
  await expect.poll(() => provider.requests.map(({ outcome }) => outcome)).toEqual(["answered", "answered"]);
  expect(provider.requests).toMatchObject([
    { method: "GET", path: "/v1/realtime", key: provider.key, status: 101 },
    { method: "GET", path: "/v1/realtime", key: provider.key, status: 101 },
  ]);
  const [first, second] = provider.requests;
  expect(first?.headers.get("authorization")).toBe(`Bearer ${provider.key}`);
  expect(second?.headers.get("sec-websocket-protocol")).toContain(`openai-insecure-api-key.${provider.key}`);
});

test("serves Azure: the key in api-key, a token as bearer", async () => {
  await using provider = await startProvider({ tls: true });
  const options = { ca: provider.ca };
  const connection = await OpenAIRealtimeWS.azure(azure(provider), { deploymentName: "mine", options });
  expect((await next(connection, "session.created")).session).toMatchObject({ model: "mine" });
  connection.close();
  const [seen] = provider.requests;
  expect([seen?.path, seen?.headers.get("api-key")]).toEqual(["/openai/v1/realtime", provider.key]);
});

test("calls a function once, then answers in text", async () => {
  await using provider = await startProvider({ tls: true });
  const connection = await connect(provider);
  const parameters = { type: "object", properties: { city: { type: "string" } } };
  const tools = [{ type: "function" as const, name: "weather", parameters }];
  connection.send({ type: "session.update", session: { type: "realtime", tools } });
  connection.send(hello);
  connection.send({ type: "response.create" });
  const [call] = (await next(connection, "response.done")).response.output ?? [];
  if (call?.type !== "function_call") throw new Error("expected a call of the function");
  expect(call).toMatchObject({ name: "weather", arguments: '{"city":"harbour"}', status: "completed" });
  const { call_id = "" } = call;
  connection.send({
    type: "conversation.item.create",
    item: { type: "function_call_output", call_id, output: "sunny" },
  });
  connection.send({ type: "response.create" });
  expect(textOf(await next(connection, "response.done"))).toMatch(/\.$/);
  connection.close();
});

test("transcribes audio where the session asks for it", async () => {
  await using provider = await startProvider({ tls: true });
  const connection = await OpenAIRealtimeWS.create(openai(provider), {
    intent: "transcription",
    options: { ca: provider.ca },
  });
  await next(connection, "session.created");
  const transcription = { model: "gpt-4o-transcribe" };
  connection.send({
    type: "session.update",
    session: { type: "transcription", audio: { input: { transcription } } },
  });
  let streamed = "";
  connection.on("conversation.item.input_audio_transcription.delta", ({ delta = "" }) => {
    streamed += delta;
  });
  for (const audio of ["AAAA", "BBBB"]) connection.send({ type: "input_audio_buffer.append", audio });
  connection.send({ type: "input_audio_buffer.commit" });
  const committed = next(connection, "input_audio_buffer.committed");
  const done = await next(connection, "conversation.item.input_audio_transcription.completed");
  expect(done.transcript).toMatch(/\.$/);
  expect(streamed).toBe(done.transcript);
  expect((await committed).item_id).toBe(done.item_id);
  connection.send({ type: "input_audio_buffer.append", audio: "AAAA" });
  connection.send({ type: "input_audio_buffer.clear" });
  await next(connection, "input_audio_buffer.cleared");
  connection.close();
});

test("opens with a client secret until it expires, which is good for nothing else", async () => {
  await using provider = await startProvider({ tls: true });
  const dispatcher = new Agent({ connect: { ca: provider.ca } });
  onTestFinished(() => dispatcher.close());
  const trusting = { fetch: undiciFetch as typeof fetch, fetchOptions: { dispatcher } };
  const { clientSecrets } = openai(provider, trusting).realtime;
  const options = { ca: provider.ca };
  const { value: apiKey, session } = await clientSecrets.create({ session: { type: "realtime", model } });
  expect(session).toMatchObject({ type: "realtime", model });
  const holder = openai(provider, { ...trusting, apiKey });
  const connection = await OpenAIRealtimeWS.create(holder, { model, options });
  await next(connection, "session.created");
  connection.close();
  await expect(holder.models.list()).rejects.toMatchObject({ status: 401 });
  const expired = await clientSecrets.create({ expires_after: { anchor: "created_at", seconds: -1 } });
  const refused = await OpenAIRealtimeWS.create(openai(provider, { apiKey: expired.value }), {
    model,
    options,
  });
  await expect(next(refused, "session.created")).rejects.toThrow("401");
});

test("cancels an answer that is on its way", async () => {
  await using provider = await startProvider({ tls: true });
  provider.slow({ chunkDelay: 2 });
  const connection = await connect(provider);
  connection.send({ type: "response.create" });
  await next(connection, "response.output_text.delta");
  connection.send({ type: "response.cancel" });
  const { response } = await next(connection, "response.done");
  expect(response.status_details).toEqual({ type: "cancelled", reason: "client_cancelled" });
  expect(response.output).toMatchObject([{ status: "incomplete" }]);
  connection.close();
});

test("keeps items that can be retrieved and deleted, and answers out of band without one", async () => {
  await using provider = await startProvider({ tls: true });
  const connection = await connect(provider);
  connection.send(hello);
  connection.send({ type: "response.create", response: { conversation: "none", metadata: { topic: "1" } } });
  const { response } = await next(connection, "response.done");
  expect(response).toMatchObject({ conversation_id: null, metadata: { topic: "1" } });
  connection.send({ type: "conversation.item.retrieve", item_id: "greeting" });
  expect((await next(connection, "conversation.item.retrieved")).item).toMatchObject(hello.item);
  connection.send({ type: "conversation.item.delete", item_id: "greeting" });
  expect((await next(connection, "conversation.item.deleted")).item_id).toBe("greeting");
  connection.close();
});

test("answers what it cannot do with an error that names the client's event, and stays open", async () => {
  await using provider = await startProvider({ tls: true });
  const connection = await connect(provider);
  const failing = async (event: RealtimeClientEvent) => {
    connection.send(event);
    return (await next(connection, "error")).error;
  };
  const missing = { type: "conversation.item.delete", item_id: "nobody", event_id: "mine" } as const;
  expect(await failing(missing)).toMatchObject({ code: "item_not_found", event_id: "mine" });
  expect(await failing({ type: "response.cancel" })).toMatchObject({
    type: "invalid_request_error",
    code: "response_cancel_not_active",
  });
  const empty = await failing({ type: "input_audio_buffer.commit" });
  expect(empty.code).toBe("input_audio_buffer_commit_empty");
  const { message } = await failing({ type: "output_audio_buffer.clear" });
  expect(message).toMatch(/Supported here are: .*session.update/);
  connection.send(hello);
  await next(connection, "conversation.item.done");
  connection.close();
});
