import { once } from "node:events";
import type { ServerResponse } from "node:http";
import type { Conversation } from "./conversation.ts";
import { pause } from "./pause.ts";
import type { Reply } from "./reply.ts";
import type { Outcome } from "./seen-request.ts";

/** How an answer leaves the server. */
export interface Pace {
  /** ms before the first byte. */
  readonly delay: number;
  /** ms between chunks. */
  readonly chunkDelay: number;
  /** Break the connection after so many chunks. */
  readonly cutAfter: number | undefined;
}

/** Opens the WebSocket that a reply agrees to; answers how it ended. */
export type Open = (reply: Reply & { conversation: Conversation }, pace: Pace) => Promise<Outcome>;

/** Sends a reply at its pace; answers how it ended. A client that goes away ends the waiting at once. */
export async function send(
  response: ServerResponse,
  reply: Reply,
  pace: Pace,
  open?: Open,
): Promise<Outcome> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  if (response.destroyed) return "aborted";
  try {
    await pause(pace.delay, gone.signal);
    if (pace.cutAfter === 0) return cut(response);
    if (open && reply.conversation) return await open({ ...reply, conversation: reply.conversation }, pace);
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
