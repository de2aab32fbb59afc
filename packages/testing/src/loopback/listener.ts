import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { createCertificate } from "./certificate.ts";

/** A server on 127.0.0.1. */
export interface Listener {
  readonly origin: string;
  /** The certificate to trust, PEM; undefined without TLS. */
  readonly ca: string | undefined;
  /** Closes the port, so that connections are refused, and ends those that are open. */
  stop(): Promise<void>;
  /** Opens the same port again. */
  resume(): Promise<void>;
}

/** What a server hands over: requests, and requests to open a WebSocket. */
export interface Handlers {
  readonly request: RequestListener;
  readonly upgrade: (incoming: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** Listens on 127.0.0.1 alone; port 0 takes a free one. */
export async function listen(handlers: Handlers, options: { port: number; tls: boolean }): Promise<Listener> {
  const certificate = options.tls ? await createCertificate() : undefined;
  // Offers of anything else, such as h2c, are passed over, as HTTP has it.
  const shouldUpgradeCallback = ({ headers }: IncomingMessage): boolean =>
    headers.upgrade?.toLowerCase() === "websocket";
  const server: Server = certificate
    ? createTlsServer({ ...certificate, shouldUpgradeCallback }, handlers.request)
    : createServer({ shouldUpgradeCallback }, handlers.request);
  const upgraded = new Set<Duplex>();
  server.on("upgrade", (incoming, socket, head) => {
    upgraded.add(socket);
    // The server forgets it: nobody else would hear of a connection that is reset.
    socket.on("error", () => {}).once("close", () => upgraded.delete(socket));
    handlers.upgrade(incoming, socket, head);
  });
  // A rehearsal may hold an answer back for longer than a public server would.
  server.requestTimeout = 0;
  const port = await open(server, options.port);
  return {
    origin: `${certificate ? "https" : "http"}://127.0.0.1:${port}`,
    ca: certificate?.cert,
    async stop() {
      if (!server.listening) return;
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      for (const socket of upgraded) socket.destroy();
      await closed;
    },
    async resume() {
      if (!server.listening) await open(server, port);
    },
  };
}

async function open(server: Server, port: number): Promise<number> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}
