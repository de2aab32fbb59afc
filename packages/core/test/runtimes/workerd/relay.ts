import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { buffer, json } from "node:stream/consumers";

/** A request to a relayed server. */
export interface Relayed {
  readonly id: number;
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: string[];
  /** As base64. */
  readonly body: string;
}

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly text: string;
}

/** A server whose requests wait until workerd asks for them, and workerd's asking for the next one. */
interface Listening {
  readonly server: Server;
  readonly requests: Relayed[];
  next?: ServerResponse | undefined;
}

/** Opens loopback servers for workerd, hands it their requests, and sends its answers. */
export async function startRelay(): Promise<Server> {
  const servers = new Map<number, Listening>();
  const waiting = new Map<number, ServerResponse>();
  let count = 0;

  function deliver(listening: Listening): void {
    const { next, requests } = listening;
    const request = next && requests.shift();
    if (!request) return;
    listening.next = undefined;
    next.end(JSON.stringify(request));
  }

  const actions: Record<string, (id: number, body: unknown, response: ServerResponse) => unknown> = {
    async open(_id, _body, response) {
      const requests: Relayed[] = [];
      const server = await listen(async (incoming, outgoing) => {
        const id = count++;
        const { method = "", url = "", headers, rawHeaders } = incoming;
        const body = (await buffer(incoming)).toString("base64");
        waiting.set(id, outgoing);
        requests.push({ id, method, url, headers, rawHeaders, body });
        deliver(listening);
      });
      const listening: Listening = { server, requests };
      const { port } = server.address() as AddressInfo;
      servers.set(port, listening);
      response.end(`${port}`);
    },
    next(port, _body, response) {
      const listening = servers.get(port);
      if (!listening) return response.writeHead(204).end();
      listening.next = response;
      return deliver(listening);
    },
    answer(id, body, response) {
      const { status, headers, text } = body as Answer;
      waiting.get(id)?.writeHead(status, headers).end(text);
      waiting.delete(id);
      response.end();
    },
    close(port, _body, response) {
      const listening = servers.get(port);
      servers.delete(port);
      listening?.next?.writeHead(204).end();
      listening?.server.closeAllConnections();
      listening?.server.close(() => response.end());
    },
  };
  return listen(async (incoming, response) => {
    const [, action = "", id] = incoming.url?.split("/") ?? [];
    await actions[action]?.(Number(id), await json(incoming), response);
  });
}

function listen(
  answer: (incoming: IncomingMessage, response: ServerResponse) => Promise<unknown>,
): Promise<Server> {
  const server = createServer(answer);
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}
