import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** What a loopback server saw of a request. */
export interface Seen {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Every header's name as it was sent, so that two spellings of one would show. */
  readonly names: readonly string[];
  readonly body: Buffer;
}

/** How it answers; 200 by default. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A server on a free port that does what it is told, for answers that no well-behaved service gives. */
export interface Loopback extends AsyncDisposable {
  readonly origin: string;
  readonly requests: readonly Seen[];
}

/** Starts one. `answer` is also told how many requests came before. */
export async function startLoopback(
  answer: (request: Seen, index: number) => Answer | Promise<Answer> = () => ({}),
): Promise<Loopback> {
  const requests: Seen[] = [];
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const { method = "", url: path = "", headers, rawHeaders } = incoming;
    const names = rawHeaders.filter((_, index) => index % 2 === 0);
    const request = { method, path, headers, names, body: Buffer.concat(chunks) };
    const { status = 200, headers: own = {}, body = "" } = await answer(request, requests.push(request) - 1);
    response.writeHead(status, own).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The key that a request carried as a bearer. */
export const bearerOf = ({ headers }: Seen): string | undefined =>
  headers.authorization?.replace(/^Bearer /, "");

/** Answers 200 to one of these keys, and 401 to anything else. */
export const accepting =
  (...keys: string[]) =>
  (request: Seen): Answer =>
    keys.includes(bearerOf(request) ?? "") ? { body: "welcome" } : { status: 401, body: "refused" };

/** A server that sends `/from` to an address. */
export const redirecting = (to: string, status = 307): Promise<Loopback> =>
  startLoopback(({ path }) =>
    path === "/from" ? { status, headers: { location: to } } : { body: "arrived" },
  );
