import { once } from "node:events";
import { OpenAIRealtimeWS } from "openai/realtime/ws";
import { ResponsesWS } from "openai/resources/responses/ws";
import { expect, test } from "vitest";
import { get, next, openai } from "../../test/clients.ts";
import { open, raw, UPGRADE } from "../../test/web-sockets.ts";
import { startProvider } from "../index.ts";

test("holds messages back", async () => {
  await using provider = await startProvider();
  provider.slow({ chunkDelay: 1e9 });
  const connection = new ResponsesWS(openai(provider));
  const seen: string[] = [];
  connection.send({ type: "response.create", model: "gpt-5", input: "Hello there" });
  for await (const event of connection.stream()) {
    if (event.type !== "message") continue;
    seen.push(event.message.type);
    provider.disconnect({ code: 1000 });
  }
  expect(seen).toEqual(["response.created"]);
});

test("cuts a connection off after so many messages, and before the handshake is answered", async () => {
  await using provider = await startProvider();
  provider.cut({ afterChunks: 3 });
  const connection = new ResponsesWS(openai(provider));
  connection.send({ type: "response.create", model: "gpt-5", input: "Hello there" });
  const seen: string[] = [];
  for await (const event of connection.stream()) {
    if (event.type === "message") seen.push(event.message.type);
    if (event.type === "close") seen.push(String(event.code));
  }
  expect(seen).toEqual(["response.created", "response.in_progress", "response.output_item.added", "1006"]);
  provider.cut({ afterChunks: 0 });
  await expect(open(provider)).rejects.toThrow("socket hang up");
  expect(provider.requests.map(({ outcome }) => outcome)).toEqual(["cut", "cut"]);
});

test("tells who ended a connection", async () => {
  await using provider = await startProvider();
  const { socket: closing } = await open(provider);
  closing.close();
  const { socket: leaving } = await open(provider);
  leaving.terminate();
  await expect.poll(() => provider.requests.map(({ outcome }) => outcome)).toEqual(["answered", "aborted"]);
});

test("disconnects, and a client that reconnects brings its key of that moment", async () => {
  await using provider = await startProvider({ tls: true });
  const client = openai(provider, { apiKey: async () => provider.key });
  const connection = await OpenAIRealtimeWS.create(client, {
    model: "gpt-realtime",
    options: { ca: provider.ca },
    reconnect: true,
    reconnectInitialDelay: 1,
  });
  await next(connection, "session.created");
  const outdated = provider.key;
  provider.rotate();
  expect(provider.disconnect()).toBe(1);
  await next(connection, "session.created");
  expect(provider.requests.map(({ key }) => key)).toEqual([outdated, provider.key]);
  expect(provider.requests[0]?.outcome).toBe("answered");
  // The network is lost, which is no reason for a new key.
  expect(provider.disconnect({ key: outdated })).toBe(0);
  expect(provider.disconnect({ key: provider.key, code: 1006 })).toBe(1);
  await next(connection, "session.created");
  expect(provider.requests.map(({ outcome }) => outcome)).toEqual(["answered", "cut", "pending"]);
  connection.close();
});

test("disconnects with the code that it is given, and refuses those that cannot be", async () => {
  await using provider = await startProvider();
  const { socket } = await open(provider);
  const closed = once(socket, "close");
  provider.disconnect({ code: 4001 });
  expect((await closed)[0]).toBe(4001);
  expect(provider.disconnect()).toBe(0);
  for (const code of [999, 1005, 1015, 5000, 1012.5]) {
    expect(() => provider.disconnect({ code })).toThrow(/disconnect\(\{ code \}\)/);
  }
});

test("closing ends open connections and those that wait", async () => {
  const provider = await startProvider();
  const { socket } = await open(provider);
  const closed = once(socket, "close");
  provider.slow({ delay: 1e9 });
  const waiting = open(provider);
  await expect.poll(() => provider.requests.length).toBe(2);
  await Promise.all([provider.close(), expect(waiting).rejects.toThrow()]);
  expect((await closed)[0]).toBe(1006);
});

test("survives a client that breaks the protocol", async () => {
  await using provider = await startProvider();
  const { socket } = await open(provider);
  const closed = once(socket, "close");
  // A text that is not UTF-8.
  socket.send(Buffer.from([0xff]), { binary: false });
  expect((await closed)[0]).toBe(1007);
  expect((await get(provider, "/v1/models")).status).toBe(200);
  const incomplete = raw(provider, "GET /v1/responses", UPGRADE.slice(0, 2));
  const [answer] = await once(incomplete, "data");
  expect(String(answer)).toMatch(/^HTTP\/1.1 400/);
  await expect.poll(() => provider.requests.at(-1)?.outcome).toBe("aborted");
});
