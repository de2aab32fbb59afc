import type { ServerResponse } from "node:http";
import type { FaultSet } from "./fault-set.ts";
import type { Redirect } from "./faults.ts";
import type { Service } from "./loopback.ts";
import type { Reply } from "./reply.ts";
import type { RecordedRequest, SeenRequest } from "./seen-request.ts";
import { type Open, type Pace, send } from "./send.ts";

/** One request and the way back. */
export interface Exchange {
  readonly request: RecordedRequest;
  readonly response: ServerResponse;
  /** Reads the body, if there may be one. */
  readonly body?: () => Promise<Uint8Array>;
  /** How to open the WebSocket that the request asks for, if it does. */
  readonly open?: Open;
}

/** Reads the body, redirects or fails if told to, otherwise answers; sends it at the pace told, and records how it ended. */
export async function serve(service: Service, faults: FaultSet, exchange: Exchange): Promise<void> {
  const { request, response, body, open } = exchange;
  response.once("close", () => {
    if (request.outcome === "pending") request.outcome = "aborted";
  });
  if (body) request.body = await body();
  const reply =
    redirected(faults, request) ??
    failed(service, faults, request) ??
    (await answered(service, request, open !== undefined));
  request.status = reply.status;
  const identified = { ...reply, headers: { "x-request-id": request.id, ...reply.headers } };
  request.outcome = await send(response, identified, paceOf(faults, request), open);
}

async function answered(service: Service, request: RecordedRequest, opens: boolean): Promise<Reply> {
  const reply = await service.answer(request);
  if (!reply.conversation || opens) return reply;
  return service.failed(request, { status: 426, message: "Open a WebSocket at this address." });
}

function paceOf(faults: FaultSet, request: RecordedRequest): Pace {
  const slownesses = faults.slownesses.takeAll(request);
  const cut = faults.cuts.take(request)?.fault;
  const delays = slownesses.map(({ fault: { delay = 0 }, hit }) =>
    typeof delay === "function" ? delay(request, hit) : delay,
  );
  return {
    delay: sum(delays),
    chunkDelay: sum(slownesses.map(({ fault }) => fault.chunkDelay ?? 0)),
    cutAfter: cut ? (cut.afterChunks ?? 1) : undefined,
  };
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
