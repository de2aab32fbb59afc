import { type Auth, createValet, type Fetch } from "@valetkey/core";
import type { OpenAI } from "openai";
import { connectionClient, hasStringKey } from "./connection-client.ts";
import { handshakeOf, type WebSocketConnection } from "./handshake.ts";
import { authOf } from "./registry.ts";

/** How {@link openWebSocket} opens one. */
export interface OpenWebSocketOptions {
  /** Ends the wait for the key and for the handshake. */
  signal?: AbortSignal | undefined;
}

/**
 * Opens a WebSocket of the SDK with the key of a client that does not hold it, and answers when it is open. A
 * handshake is a request like any other: the key goes to its own origin only, the headers of the auth go along,
 * and a refused key is renewed and tried once more. Where the SDK reconnects by itself, it asks for the key
 * again.
 *
 * `connect` gets a client for this one connection; only that client and the socket hold the key. The platform's
 * own `WebSocket` does not say why a handshake failed, so there a refused key is not renewed; nor can it send
 * headers.
 *
 * @throws TypeError for a client without an auth; AuthError if there is no key or it may not go there; the
 * SDK's error for a handshake that failed; the signal's reason.
 * @example
 * ```ts
 * import OpenAI, { cached, openWebSocket } from "@valetkey/openai";
 * import { OpenAIRealtimeWS } from "openai/realtime/ws";
 * import { ResponsesWS } from "openai/resources/responses/ws";
 *
 * declare function exchange(): Promise<{ value: string; expiresIn: number }>;
 * const client = new OpenAI({ key: cached(exchange) });
 *
 * const realtime = await openWebSocket(client, (client) =>
 *   OpenAIRealtimeWS.create(client, { model: "gpt-realtime", reconnect: true }),
 * );
 * const responses = await openWebSocket(client, (client) => new ResponsesWS(client));
 * ```
 */
export async function openWebSocket<C extends OpenAI, T extends WebSocketConnection>(
  client: C,
  connect: (client: C) => T | PromiseLike<T>,
  options: OpenWebSocketOptions = {},
): Promise<T> {
  const auth = authOf(client);
  if (!auth) {
    throw new TypeError(
      "openWebSocket(): the client was not made with withAuth() or a class of @valetkey/openai.",
    );
  }
  const isString = hasStringKey(client, auth.scheme);
  const target = { auth, url: client.baseURL, slot: isString ? "api-key" : "authorization" };
  const { signal = null } = options;
  let opened: T | undefined;
  let failure: unknown;
  const shakeHands: Fetch = async (_url, init) => {
    const first = new Headers(init?.headers);
    const headers = async () => (opened ? headersFor(target) : first);
    const connection = await connect(await connectionClient(client, isString, headers));
    const { status, error } = await handshakeOf(connection, init?.signal);
    if (status === 101) opened = connection;
    failure = error;
    return new Response(null, { status: status === 101 ? 200 : status });
  };
  await request(target, shakeHands, signal);
  if (opened) return opened;
  throw failure;
}

/** Where a handshake goes, and in which header the class has its key. */
interface Target {
  readonly auth: Auth;
  readonly url: string;
  readonly slot: string;
}

/** The headers of a request to the API, at this moment. Nothing is sent. */
async function headersFor(target: Target): Promise<Headers> {
  let headers = new Headers();
  await request(target, async (_url, init) => {
    headers = new Headers(init?.headers);
    // Says nothing about the key.
    return new Response(null, { status: 304 });
  });
  return headers;
}

/** Has the valet make the request by which a WebSocket is opened. */
function request(
  { auth, url, slot }: Target,
  send: Fetch,
  signal: AbortSignal | null = null,
): Promise<Response> {
  const valet = createValet(auth, { fetch: send });
  const value = slot === "authorization" ? `Bearer ${valet.placeholder}` : valet.placeholder;
  return valet.fetch(url, { headers: { [slot]: value }, signal });
}
