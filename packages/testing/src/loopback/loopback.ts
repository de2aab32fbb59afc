import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { createFaultSet, type FaultSet } from "./fault-set.ts";
import type { Failure, Faults, Redirect } from "./faults.ts";
import { type Listener, listen } from "./listener.ts";
import type { Reply } from "./reply.ts";
import { RecordedRequest, type SeenRequest } from "./seen-request.ts";
import { send } from "./send.ts";

/** What distinguishes one loopback service from another. */
export interface Service {
  /** The key that a request carries. */
  keyOf(request: SeenRequest): string | undefined;
  /** The real answer. What it throws is answered as a 500. */
  answer(request: RecordedRequest): Promise<Reply>;
  /** The service's own shape of an error. */
  failed(request: RecordedRequest, failure: Failure): Reply;
}

/** A loopback server that records what it sees and misbehaves on request. */
export interface Loopback extends Listener {
  readonly faults: Faults;
  readonly requests: SeenRequest[];
  clearFaults(): void;
}

/** Starts a service: read the body, redirect or fail if told to, otherwise answer; then send at the pace told. */
export async function startLoopback(
  service: Service,
  options: { port: number; tls: boolean },
): Promise<Loopback> {
  const faults = createFaultSet();
  const requests: SeenRequest[] = [];
  const handler: RequestListener = (incoming, response) => {
    const request = new RecordedRequest(incoming, listener.origin);
    request.key = service.keyOf(request);
    requests.push(request);
    serve(service, faults, request, incoming, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) return void response.destroy();
      // A function of the rehearsal threw (`when`, `delay`, `verify`): its author must see it.
      const reply = service.failed(request, { message: `The rehearsal failed: ${error}` });
      request.status = reply.status;
      request.outcome = "answered";
      response.writeHead(reply.status, reply.headers).end([...reply.chunks].join(""));
    });
  };
  const listener = await listen(handler, options);
  return { ...listener, faults: faults.verbs, requests, clearFaults: faults.clear };
}

async function serve(
  service: Service,
  faults: FaultSet,
  request: RecordedRequest,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.once("close", () => {
    if (request.outcome === "pending") request.outcome = "aborted";
  });
  request.body = await readBody(incoming);
  const reply =
    redirected(faults, request) ?? failed(service, faults, request) ?? (await service.answer(request));
  request.status = reply.status;
  const slownesses = faults.slownesses.takeAll(request);
  const cut = faults.cuts.take(request)?.fault;
  const identified = { ...reply, headers: { "x-request-id": request.id, ...reply.headers } };
  request.outcome = await send(response, identified, {
    delay: sum(
      slownesses.map(({ fault: { delay = 0 }, hit }) =>
        typeof delay === "function" ? delay(request, hit) : delay,
      ),
    ),
    chunkDelay: sum(slownesses.map(({ fault }) => fault.chunkDelay ?? 0)),
    cutAfter: cut ? (cut.afterChunks ?? 1) : undefined,
  });
}

function sum(delays: readonly number[]): number {
  return delays.reduce((total, delay) => total + delay, 0);
}

function failed(service: Service, faults: FaultSet, request: RecordedRequest): Reply | undefined {
  const failure = faults.failures.take(request)?.fault;
  if (!failure) return undefined;
  const reply = service.failed(request, failure);
  const { retryAfter, headers } = failure;
  const waiting = retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
  return { ...reply, headers: { ...reply.headers, ...waiting, ...headers } };
}

function redirected(faults: FaultSet, request: RecordedRequest): Reply | undefined {
  const redirect = faults.redirects.take(
    request,
    (fault) => target(fault, request) !== request.url.href,
  )?.fault;
  if (!redirect) return undefined;
  return { status: redirect.status ?? 307, headers: { location: target(redirect, request) }, chunks: [] };
}

function target({ to }: Redirect, request: SeenRequest): string {
  const url = new URL(to, request.url);
  if (typeof to === "string" && to.startsWith("/")) return url.href;
  return url.pathname === "/" && !url.search ? `${url.origin}${request.path}${request.url.search}` : url.href;
}

async function readBody(incoming: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
}
