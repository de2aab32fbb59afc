import { inspect } from "node:util";
import { isAuthError } from "@valetkey/core";
import { type Provider, type ProviderOptions, startProvider } from "@valetkey/testing";
import Official, { AzureOpenAI as OfficialAzure } from "openai";
import { OpenAIRealtimeWebSocket } from "openai/realtime/websocket";
import { OpenAIRealtimeWS } from "openai/realtime/ws";
import { ResponsesWS } from "openai/resources/responses/ws";
import { Agent, WebSocket } from "undici";
import { expect, onTestFinished, test, vi } from "vitest";
import OpenAI, {
  type Auth,
  AzureOpenAI,
  bearer,
  cached,
  header,
  openWebSocket,
  type WebSocketConnection,
  withAuth,
} from "./index.ts";

const model = "gpt-realtime";
const apiVersion = "2025-04-01-preview";

/** A provider over TLS, and a cache of its key, which rotates under it. */
async function set(options: ProviderOptions = {}) {
  const provider = await startProvider({ tls: true, ...options });
  onTestFinished(() => provider.close());
  const exchange = vi.fn(() => provider.key);
  const { baseURL, ca } = provider;
  return { provider, exchange, key: cached(exchange), baseURL, options: { ca } };
}

/** The keys that the handshakes carried, and what they were answered. */
const handshakes = ({ requests }: Provider) => requests.map(({ key, status }) => [key, status]);

/** A connection that can be told from its reconnection. */
interface Reconnecting extends WebSocketConnection {
  on(event: "error", listener: (error: Error) => void): unknown;
  on(event: "reconnected", listener: () => void): unknown;
}

/** Breaks the connection, and waits until the SDK has another. */
async function reconnected(connection: Reconnecting, provider: Provider): Promise<void> {
  const back = new Promise<void>((resolve, reject) => {
    connection.on("reconnected", resolve);
    connection.on("error", reject);
  });
  provider.disconnect();
  await back;
}

/** Rotates, and answers the keys before and after. */
function rotate(provider: Provider): [string, string] {
  const before = provider.key;
  return [before, provider.rotate()];
}

test.each<[string, (auth: Auth, baseURL: string) => Official]>([
  ["a drop-in", (auth, baseURL) => new OpenAI({ ...auth, baseURL })],
  ["the official client", (auth, baseURL) => new Official(withAuth({ ...auth, baseURL }))],
  ["a native one", (auth, baseURL) => new OpenAI({ ...auth, baseURL, native: true })],
])("opens Realtime for %s, and again after a rotation", async (_kind, make) => {
  const { provider, key, baseURL, options } = await set();
  const client = make({ key, headers: () => ({ "x-tenant": "acme" }) }, baseURL);
  const open = () => openWebSocket(client, (own) => OpenAIRealtimeWS.create(own, { model, options }));
  const first = await open();
  first.close();
  const [before, after] = rotate(provider);
  const second = await open();
  second.close();
  expect(handshakes(provider)).toEqual([
    [before, 101],
    [before, 401],
    [after, 101],
  ]);
  for (const { headers } of provider.requests) expect(headers.get("x-tenant")).toBe("acme");
});

test("opens the Responses WebSocket, whose constructor cannot wait for a key", async () => {
  const { provider, key, baseURL, options } = await set();
  const client = new OpenAI({ key, baseURL });
  const [before, after] = [provider.key, provider.rotate()];
  await key();
  const connection = await openWebSocket(client, (own) => new ResponsesWS(own, options));
  const text = new Promise<string>((resolve, reject) => {
    connection.on("response.output_text.done", (event) => resolve(event.text));
    connection.on("error", reject);
  });
  connection.send({ type: "response.create", model: "gpt-5", input: "Hello" });
  expect(await text).toBeTruthy();
  connection.close();
  expect(handshakes(provider)).toEqual([[after, 101]]);
  expect(before).not.toBe(after);
});

test.each<[string, (client: Official, options: { ca: string | undefined }) => Promise<Reconnecting>]>([
  ["realtime", (client, options) => OpenAIRealtimeWS.create(client, { model, options, reconnect: true })],
  [
    "responses",
    async (client, options) =>
      new ResponsesWS(client, { ...options, reconnect: { initialDelay: 1, onReconnecting() {} } }),
  ],
])("asks for the key again where the SDK reconnects: %s", async (_kind, connect) => {
  const { provider, exchange, key, baseURL, options } = await set();
  let call = 0;
  const client = new OpenAI({ key, baseURL, headers: () => ({ "x-call": `${++call}` }) });
  const connection = await openWebSocket(client, (own) => connect(own, options));
  const [before, after] = rotate(provider);
  key.invalidate(before);
  await reconnected(connection, provider);
  connection.close();
  expect(handshakes(provider)).toEqual([
    [before, 101],
    [after, 101],
  ]);
  expect(exchange).toHaveBeenCalledTimes(2);
  expect(provider.requests.map(({ headers }) => headers.get("x-call"))).toEqual(["1", "2"]);
});

test("opens Realtime through the platform's own WebSocket", async () => {
  const { provider, key, baseURL } = await set();
  const dispatcher = new Agent({ connect: { ca: provider.ca } });
  onTestFinished(() => dispatcher.close());
  class TrustingWebSocket extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, { protocols, dispatcher });
    }
  }
  vi.stubGlobal("WebSocket", TrustingWebSocket);
  const client = new OpenAI({ key, baseURL });
  const open = () => openWebSocket(client, (own) => OpenAIRealtimeWebSocket.create(own, { model }));
  const first = await open();
  // A server that leaves before the closing handshake is an error to undici.
  first.on("error", () => {});
  first.close();
  const [before, after] = rotate(provider);
  // It does not say why it failed: the key is not known to be the reason.
  await expect(open()).rejects.toThrow();
  key.invalidate(before);
  const last = await open();
  last.on("error", () => {});
  last.close();
  // undici sends a handshake that was refused with 401 a second time by itself.
  expect([...new Set(handshakes(provider).map(String))]).toEqual([
    `${before},101`,
    `${before},401`,
    `${after},101`,
  ]);
});

test.each<[string, (auth: Auth, endpoint: string) => OfficialAzure]>([
  ["a drop-in", (auth, endpoint) => new AzureOpenAI({ ...auth, endpoint, apiVersion, deployment: model })],
  [
    "the official client",
    (auth, endpoint) => new OfficialAzure(withAuth(auth, { endpoint, apiVersion, deployment: model })),
  ],
])("opens Azure's Realtime for %s, with a key and with a token", async (_kind, make) => {
  for (const slot of ["api-key", "authorization"]) {
    const { provider, key, options } = await set({ slots: [slot] });
    const scheme = slot === "authorization" ? ({ scheme: "bearer" } as const) : {};
    const client = make({ key, ...scheme }, provider.origin);
    const open = () =>
      openWebSocket(client, (own) => OpenAIRealtimeWS.azure(own, { options, reconnect: true }));
    (await open()).close();
    const [before, after] = rotate(provider);
    const connection = await open();
    const [, latest] = rotate(provider);
    key.invalidate(after);
    await reconnected(connection, provider);
    connection.close();
    expect(handshakes(provider)).toEqual([
      [before, 101],
      [before, 401],
      [after, 101],
      [latest, 101],
    ]);
  }
});

test("recovers a second credential of the handshake as well", async () => {
  const { provider, key, baseURL, options } = await set();
  let gatewayKey = "gateway-1";
  provider.require("x-gateway-key", gatewayKey);
  const client = new OpenAI({
    key,
    headers: header(
      "x-gateway-key",
      cached(() => gatewayKey),
    ),
    baseURL,
  });
  const open = () => openWebSocket(client, (own) => OpenAIRealtimeWS.create(own, { model, options }));
  (await open()).close();
  gatewayKey = "gateway-2";
  provider.require("x-gateway-key", gatewayKey);
  (await open()).close();
  expect(provider.requests.map(({ status }) => status)).toEqual([101, 401, 101]);
});

test("ends with the SDK's error where a renewed key is refused, or the reason is another", async () => {
  const { provider, exchange, key, baseURL, options } = await set();
  const client = new OpenAI({ key, baseURL });
  const open = () => openWebSocket(client, (own) => OpenAIRealtimeWS.create(own, { model, options }));
  provider.fail({ status: 503 });
  await expect(open()).rejects.toThrow("503");
  exchange.mockImplementation(() => `key-${exchange.mock.calls.length}`);
  provider.revokeAll();
  await expect(open()).rejects.toThrow("401");
  expect(provider.stats.statuses).toEqual({ 503: 1, 401: 2 });
});

test("has no socket where there is no key, and takes the key to no other address", async () => {
  const { provider, key, baseURL, options } = await set();
  const other = await set();
  const connect = vi.fn((own: Official) => OpenAIRealtimeWS.create(own, { model, options }));
  const without = new OpenAI({ key: () => undefined, baseURL });
  await expect(openWebSocket(without, connect)).rejects.toMatchObject({ code: "key_unavailable" });
  const derived = new OpenAI({ key, baseURL }).withOptions({ baseURL: other.baseURL });
  await expect(openWebSocket(derived, connect)).rejects.toMatchObject({ code: "origin_refused" });
  await expect(openWebSocket(new Official({ apiKey: "key-1" }), connect)).rejects.toThrow(TypeError);
  expect(connect).not.toHaveBeenCalled();
  expect([...provider.requests, ...other.provider.requests]).toHaveLength(0);
});

test("ends the wait for a key, and that for the handshake, with the caller's signal", async () => {
  const { provider, key, baseURL, options } = await set();
  const reason = new Error("enough");
  const abortWhen = async (client: Official, ready: () => unknown) => {
    const controller = new AbortController();
    const opening = openWebSocket(client, (own) => OpenAIRealtimeWS.create(own, { model, options }), {
      signal: controller.signal,
    });
    await vi.waitFor(ready);
    controller.abort(reason);
    await expect(opening).rejects.toBe(reason);
  };
  const asked = vi.fn(() => new Promise<string>(() => {}));
  await abortWhen(new OpenAI({ key: asked, baseURL }), () => expect(asked).toHaveBeenCalled());
  provider.slow({ delay: 60_000 });
  await abortWhen(new OpenAI({ key, baseURL }), () => expect(provider.requests).toHaveLength(1));
  await vi.waitFor(() => expect(provider.requests[0]?.outcome).toBe("aborted"));
});

test("does not open what was aborted while it was being made", async () => {
  const { provider, key, baseURL, options } = await set();
  const controller = new AbortController();
  const reason = new Error("enough");
  const opening = openWebSocket(
    new OpenAI({ key, baseURL }),
    async (own) => {
      const connection = await OpenAIRealtimeWS.create(own, { model, options });
      controller.abort(reason);
      return connection;
    },
    { signal: controller.signal },
  );
  await expect(opening).rejects.toBe(reason);
  await vi.waitFor(() => expect(provider.requests.map(({ outcome }) => outcome)).not.toContain("pending"));
});

test("leaves what goes wrong later to the app, and the connection open", async () => {
  const { key, baseURL, options } = await set();
  const client = new OpenAI({ key, baseURL });
  const connection = await openWebSocket(client, (own) => OpenAIRealtimeWS.create(own, { model, options }));
  const error = new Promise<Error>((resolve) => connection.on("error", resolve));
  connection.send({ type: "unknown" } as unknown as Parameters<typeof connection.send>[0]);
  expect((await error).message).toMatch(/Invalid value/);
  expect(connection.socket.readyState).toBe(WebSocket.OPEN);
  connection.close();
});

test("sends a second credential in Authorization beside Azure's api-key", async () => {
  const { provider, options } = await set({ slots: ["api-key"] });
  const auth = { key: provider.key, headers: bearer("key-gateway") };
  const client = new AzureOpenAI({ ...auth, endpoint: provider.origin, apiVersion, deployment: model });
  const connection = await openWebSocket(client, (own) =>
    OpenAIRealtimeWS.azure(own as OfficialAzure, { options }),
  );
  connection.close();
  const { headers } = provider.requests[0] ?? {};
  expect([headers?.get("api-key"), headers?.get("authorization")]).toEqual([
    provider.key,
    "Bearer key-gateway",
  ]);
});

test("takes a key for accepted when a handshake was, and not when a reconnection asks for it", async () => {
  const { provider, baseURL, options } = await set();
  const accept = vi.fn();
  const client = new OpenAI({ key: Object.assign(() => provider.key, { accept }), baseURL });
  const connection = await openWebSocket(client, (own) =>
    OpenAIRealtimeWS.create(own, { model, options, reconnect: true }),
  );
  expect(accept).toHaveBeenCalledTimes(1);
  await reconnected(connection, provider);
  expect(accept).toHaveBeenCalledTimes(1);
  connection.close();
});

test("leaves the client itself without a key", async () => {
  const { provider, key, baseURL, options } = await set();
  const client = new OpenAI({ key, baseURL });
  const connection = await openWebSocket(client, (own) => OpenAIRealtimeWS.create(own, { model, options }));
  connection.close();
  expect(inspect(client, { depth: 12, showHidden: true })).not.toContain(provider.key);
  expect(isAuthError(client)).toBe(false);
});
