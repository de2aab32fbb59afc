import { type IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";

/** The one subprotocol that is ever agreed on: the others that clients offer beside it carry their keys. */
const SUBPROTOCOL = "realtime";

/** A request to open a WebSocket, before it is decided about. */
export interface Handshake {
  /** Refuses it with an answer as over HTTP, after which the connection ends. */
  readonly response: ServerResponse;
  /** Agrees to it; undefined where the client asked for what is no WebSocket. */
  accept(headers: Readonly<Record<string, string>>): Promise<WebSocket | undefined>;
}

export function receiveHandshake(incoming: IncomingMessage, socket: Duplex, head: Buffer): Handshake {
  const response = new ServerResponse(incoming);
  // A server hands over its net.Socket or TLSSocket, whatever the type of the event says.
  const connection = socket as Duplex & Parameters<ServerResponse["assignSocket"]>[0];
  response.assignSocket(connection);
  response.shouldKeepAlive = false;
  response.once("finish", () => connection.destroySoon());
  // Only a socket that is read tells that the client has gone.
  const gone = () => connection.destroy();
  connection.once("end", gone).resume();
  return {
    response,
    accept(headers) {
      response.detachSocket(connection);
      connection.off("end", gone);
      const handleProtocols = (offered: Set<string>) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false);
      const server = new WebSocketServer({ noServer: true, clientTracking: false, handleProtocols });
      server.once("headers", (lines) => {
        for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
      });
      return new Promise((resolve) => {
        connection.once("close", () => resolve(undefined));
        server.handleUpgrade(incoming, connection, head, resolve);
      });
    },
  };
}
