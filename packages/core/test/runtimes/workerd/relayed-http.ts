/**
 * Stands in for `node:http` on workerd, which cannot listen on a port: the server is one of the Node process
 * that started workerd, and what it is asked is answered here.
 */
import type { Relayed } from "./relay.ts";

type Listener = (incoming: object, response: object) => unknown;

/** The requests between the two go through it whatever a test puts in its place. */
const { fetch } = globalThis;
let relay = "";

/** Where the Node process listens. */
export function setRelay(origin: string): void {
  relay = origin;
}

async function ask(path: string, body?: unknown): Promise<Response> {
  return fetch(`${relay}/${path}`, { method: "POST", body: JSON.stringify(body ?? null) });
}

export function createServer(listener: Listener) {
  let port = 0;
  let open = true;
  return {
    async listen(_port: number, _host: string, listening: () => void) {
      port = (await (await ask("open")).json()) as number;
      listening();
      while (open) {
        const response = await ask(`next/${port}`);
        if (response.status === 204) break;
        answer((await response.json()) as Relayed);
      }
    },
    address: () => ({ port }),
    closeAllConnections() {},
    async close(closed: () => void) {
      open = false;
      await (await ask(`close/${port}`)).text();
      closed();
    },
  };

  function answer({ id, body, ...request }: Relayed): void {
    let status = 200;
    let headers: Record<string, string> = {};
    listener(
      {
        ...request,
        async *[Symbol.asyncIterator]() {
          yield Buffer.from(body, "base64");
        },
      },
      {
        writeHead(code: number, own: Record<string, string>) {
          status = code;
          headers = own;
          return this;
        },
        end: async (text: string) => {
          await (await ask(`answer/${id}`, { status, headers, text })).text();
        },
      },
    );
  }
}
