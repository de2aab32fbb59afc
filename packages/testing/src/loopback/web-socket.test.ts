import { once } from "node:events";
import { connect } from "node:net";
import { OpenAIRealtimeWS } from "openai/realtime/ws";
import { ResponsesWS } from "openai/resources/responses/ws";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { get, next, openai } from "../../test/clients.ts";
import { type Provider, startProvider } from "../index.ts";

/** A handshake: the open connection, or the answer that refused it. */
async function open(
  provider: Provider,
  { path = "/v1/responses", key = provider.key, protocols = [] as string[], headers = {} } = {},
): Promise<{ status: number; socket: WebSocket; body: unknown; headers: NodeJS.Dict<string | string[]> }> {
  const bearer = protocols.length > 0 ? {} : { authorization: `Bearer ${key}` };
  const socket = new WebSocket(provider.origin.replace(/^http/, "ws") + path, protocols, {
    headers: { ...bearer, ...headers },
    ca: provider.ca,
  });
  return await new Promise((resolve, reject) => {
    let answered: NodeJS.Dict<string | string[]> = {};
    socket.on("upgrade", (response) => {
      answered = response.headers;
    });
    socket.once("open", () => resolve({ status: 101, socket, body: undefined, headers: answered }));
    socket.once("error", reject);
    socket.once("unexpected-response", (_request, response) => {
      let text = "";
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.once("end", () => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, socket, body: text && JSON.parse(text), headers });
      });
    });
  });
}

test.each([false, true])("refuses a handshake as it refuses a request (tls: %s)", async (tls) => {
  await using provider = await startProvider({ tls });
  const outdated = provider.key;
  provider.rotate();
  const refused = await open(provider, { key: outdated });
  expect(refused).toMatchObject({ status: 401, body: { error: { code: "invalid_api_key" } } });
  expect(refused.headers["x-request-id"]).toBe(provider.requests[0]?.id);
  const accepted = await open(provider);
  expect(accepted.headers["x-request-id"]).toBe(provider.requests[1]?.id);
  accepted.socket.close();
  expect((await open(provider, { path: "/v1/nowhere" })).status).toBe(404);
  expect((await open(provider, { path: "/v1/realtime" })).status).toBe(400);
  provider.require("x-gateway-key", "second-key");
  expect((await open(provider)).status).toBe(401);
  const both = await open(provider, { headers: { "x-gateway-key": "second-key" } });
  expect(both.status).toBe(101);
  expect(provider.stats.statuses).toEqual({ 101: 2, 400: 1, 401: 2, 404: 1 });
});

test("reads the key of a browser, and agrees on no protocol that carries one", async () => {
  await using provider = await startProvider();
  const path = "/v1/realtime?model=gpt-realtime";
  const secret = `openai-insecure-api-key.${provider.key}`;
  const accepted = await open(provider, { path, protocols: [secret, "realtime"] });
  expect(accepted).toMatchObject({ status: 101, socket: { protocol: "realtime" } });
  expect((await open(provider, { path, protocols: [secret] })).status).toBe(401);
  const wrong = await open(provider, { path, protocols: ["realtime", "openai-insecure-api-key.other"] });
  expect(wrong.status).toBe(401);
  const differing = await open(provider, {
    path,
    protocols: ["realtime", secret],
    headers: { "api-key": "other" },
  });
  expect(differing.status).toBe(401);
});

test("asks a plain request for a WebSocket to open one", async () => {
  await using provider = await startProvider();
  const response = await get(provider, "/v1/responses");
  expect(response.status).toBe(426);
  await response.body?.cancel();
});

test("serves a request that offers another protocol as if it had not", async () => {
  await using provider = await startProvider();
  const socket = connect(Number(new URL(provider.origin).port), "127.0.0.1");
  socket.write(
    `GET /v1/models HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\napi-key: ${provider.key}\r\n\r\n`,
  );
  const [answer] = await once(socket, "data");
  expect(String(answer)).toMatch(/^HTTP\/1.1 200 OK/);
  socket.destroy();
});

test("fails and redirects handshakes", async () => {
  await using first = await startProvider();
  await using second = await startProvider({ verify: () => true });
  first.fail({ status: 429, retryAfter: 2 });
  const limited = await open(first);
  expect(limited).toMatchObject({ status: 429, body: { error: { code: "rate_limit_exceeded" } } });
  expect(limited.headers["retry-after"]).toBe("2");
  first.redirect({ to: second.origin });
  const moved = await open(first);
  expect(moved).toMatchObject({ status: 307, headers: { location: `${second.origin}/v1/responses` } });
});

test("holds handshakes back, until the client goes away", async () => {
  await using provider = await startProvider();
  provider.slow({ delay: 1e9, when: ({ status }) => status === 101 });
  const socket = new WebSocket(`${provider.origin.replace("http", "ws")}/responses`, {
    headers: { "api-key": provider.key },
  });
  socket.on("error", () => {});
  await expect.poll(() => provider.requests[0]?.status).toBe(101);
  socket.terminate();
  await expect.poll(() => provider.requests[0]?.outcome).toBe("aborted");
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
  const raw = connect(Number(new URL(provider.origin).port), "127.0.0.1");
  raw.write(
    `GET /v1/responses HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\napi-key: ${provider.key}\r\n\r\n`,
  );
  const [answer] = await once(raw, "data");
  expect(String(answer)).toMatch(/^HTTP\/1.1 400/);
  await expect.poll(() => provider.requests.at(-1)?.outcome).toBe("aborted");
  raw.destroy();
});
