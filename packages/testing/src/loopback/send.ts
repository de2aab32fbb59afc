import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { Reply } from "./reply.ts";

/** How an answer leaves the server. */
export interface Pace {
  /** ms before the first byte. */
  readonly delay: number;
  /** ms between chunks. */
  readonly chunkDelay: number;
  /** Break the connection after so many chunks. */
  readonly cutAfter: number | undefined;
}

/** The longest a timer can wait, in ms; a longer delay would end at once, with a warning. */
const LONGEST = 2 ** 31 - 1;

/** Sends a reply at its pace; answers how it ended. A client that goes away ends the waiting at once. */
export async function send(
  response: ServerResponse,
  reply: Reply,
  pace: Pace,
): Promise<"answered" | "cut" | "aborted"> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  if (response.destroyed) return "aborted";
  try {
    await pause(pace.delay, gone.signal);
    if (pace.cutAfter === 0) return cut(response);
    response.writeHead(reply.status, headersOf(reply, pace));
    let sent = 0;
    for (const chunk of reply.chunks) {
      if (sent > 0) await pause(pace.chunkDelay, gone.signal);
      if (sent === pace.cutAfter) break;
      sent++;
      await write(response, chunk, gone.signal);
    }
    if (pace.cutAfter !== undefined) return cut(response);
    response.end();
    return "answered";
  } catch (error) {
    if (gone.signal.aborted) return "aborted";
    throw error;
  }
}

/** A single chunk states its length, unless it is to be cut: then only the missing end tells the client. */
function headersOf(reply: Reply, pace: Pace): Record<string, string> {
  const { chunks, headers } = reply;
  if (!Array.isArray(chunks) || pace.cutAfter !== undefined) return { ...headers };
  const length = chunks.reduce(
    (sum: number, chunk: string | Uint8Array) => sum + Buffer.byteLength(chunk),
    0,
  );
  return { ...headers, "content-length": String(length) };
}

async function write(
  response: ServerResponse,
  chunk: string | Uint8Array,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  if (!response.write(chunk)) await once(response, "drain", { signal });
}

async function cut(response: ServerResponse): Promise<"cut"> {
  // What was written before must arrive: destroying a socket drops what it still holds.
  if (response.headersSent) await new Promise<void>((flushed) => response.write("", () => flushed()));
  response.socket?.destroy();
  return "cut";
}

async function pause(delay: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (delay > 0) await sleep(Math.min(delay, LONGEST), undefined, { signal });
}
