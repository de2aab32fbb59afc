import type { IncomingMessage } from "node:http";
import { converse } from "./conversation.ts";
import { createFaultSet } from "./fault-set.ts";
import type { Failure, Faults } from "./faults.ts";
import { receiveHandshake } from "./handshake.ts";
import { type Listener, listen } from "./listener.ts";
import type { Reply } from "./reply.ts";
import { RecordedRequest, type SeenRequest } from "./seen-request.ts";
import { type Exchange, serve } from "./serve.ts";
import { createTalks, type Talks } from "./talks.ts";

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
  readonly disconnect: Talks["disconnect"];
  clearFaults(): void;
}

/** Starts a service: what arrives is recorded from its headers on, read, and served. */
export async function startLoopback(
  service: Service,
  options: { port: number; tls: boolean },
): Promise<Loopback> {
  const faults = createFaultSet();
  const requests: SeenRequest[] = [];
  const { follow, disconnect } = createTalks();
  const record = (incoming: IncomingMessage): RecordedRequest => {
    const request = new RecordedRequest(incoming, listener.origin);
    request.key = service.keyOf(request);
    requests.push(request);
    return request;
  };
  const answer = (exchange: Exchange): void => {
    const { request, response } = exchange;
    serve(service, faults, exchange).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) return void response.destroy();
      // A function of the rehearsal threw (`when`, `delay`, `verify`): its author must see it.
      const reply = service.failed(request, { message: `The rehearsal failed: ${error}` });
      request.status = reply.status;
      request.outcome = "answered";
      response.writeHead(reply.status, reply.headers).end([...reply.chunks].join(""));
    });
  };
  const listener = await listen(
    {
      request(incoming, response) {
        answer({ request: record(incoming), response, body: () => readBody(incoming) });
      },
      upgrade(incoming, socket, head) {
        const request = record(incoming);
        const { response, accept } = receiveHandshake(incoming, socket, head);
        answer({
          request,
          response,
          async open({ conversation, headers }, pace) {
            const opened = await accept(headers);
            return opened ? await follow(converse(opened, conversation, pace), request) : "aborted";
          },
        });
      },
    },
    options,
  );
  return { ...listener, faults: faults.verbs, requests, disconnect, clearFaults: faults.clear };
}

async function readBody(incoming: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
}
