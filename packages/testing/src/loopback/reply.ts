import type { Conversation } from "./conversation.ts";

/** An answer before it is sent. A body of several chunks is streamed, one write each. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly chunks: Iterable<string | Uint8Array>;
  /** With status 101: what follows over the WebSocket. */
  readonly conversation?: Conversation;
}

/** One server-sent event: `event` where the service names its events. */
export interface ServerSentEvent {
  readonly event?: string;
  readonly data: unknown;
}

const LARGEST_PIECE = 16_384;

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    chunks: [JSON.stringify(body)],
  };
}

/** Agrees to open a WebSocket. */
export function webSocket(conversation: Conversation): Reply {
  return { status: 101, headers: {}, chunks: [], conversation };
}

/** Text as it is, without JSON around it. */
export function text(body: string, type = "text/plain; charset=utf-8"): Reply {
  return { status: 200, headers: { "content-type": type }, chunks: [body] };
}

/** One JSON text a line, one chunk each. */
export function jsonLines(items: Iterable<unknown>): Reply {
  return { status: 200, headers: { "content-type": "application/x-jsonl" }, chunks: lines(items) };
}

/** A binary body, streamed in pieces of a quarter, at most 16 kB: even a small file can be cut in two. */
export function binary(body: Uint8Array, type: string): Reply {
  return { status: 200, headers: { "content-type": type }, chunks: pieces(body) };
}

/** A stream of server-sent events, one chunk each; `closing` is OpenAI's `[DONE]`. */
export function eventStream(events: Iterable<ServerSentEvent>, closing?: string): Reply {
  return {
    status: 200,
    headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" },
    chunks: frames(events, closing),
  };
}

function* frames(events: Iterable<ServerSentEvent>, closing?: string): Iterable<string> {
  for (const { event, data } of events) {
    yield `${event ? `event: ${event}\n` : ""}data: ${JSON.stringify(data)}\n\n`;
  }
  if (closing) yield `data: ${closing}\n\n`;
}

function* lines(items: Iterable<unknown>): Iterable<string> {
  for (const item of items) yield `${JSON.stringify(item)}\n`;
}

function* pieces(body: Uint8Array): Iterable<Uint8Array> {
  const size = Math.min(Math.ceil(body.length / 4), LARGEST_PIECE);
  for (let start = 0; start < body.length; start += size) yield body.subarray(start, start + size);
}
