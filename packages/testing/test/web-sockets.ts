import { connect, type Socket } from "node:net";
import { WebSocket } from "ws";
import type { Provider } from "../src/index.ts";

/** What a client asks for, beside the provider. */
interface Asked {
  path?: string;
  key?: string;
  /** Subprotocols; with them goes no Authorization header, as from a browser. */
  protocols?: string[];
  headers?: Record<string, string>;
}

/** What became of it. */
interface Opened {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  /** Open with status 101. */
  readonly socket: WebSocket;
  readonly body: unknown;
}

/** A handshake: the open connection, or the answer that refused it. */
export async function open(
  provider: Provider,
  { path = "/v1/responses", key = provider.key, protocols = [], headers = {} }: Asked = {},
): Promise<Opened> {
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

/** A request without a client that would know better. */
export function raw(provider: Provider, line: string, headers: readonly string[], body = ""): Socket {
  const socket = connect(Number(new URL(provider.origin).port), "127.0.0.1");
  const head = [`${line} HTTP/1.1`, "Host: 127.0.0.1", `api-key: ${provider.key}`, ...headers];
  socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
  return socket;
}

/** What makes a request a handshake. */
export const UPGRADE: readonly string[] = [
  "Connection: Upgrade",
  "Upgrade: websocket",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
];
