import type { WebSocket } from "ws";
import { pause } from "./pause.ts";
import type { Outcome } from "./seen-request.ts";
import type { Pace } from "./send.ts";

/** What a service says over a WebSocket: objects, each sent as one JSON text. */
export interface Conversation {
  /** As soon as the connection is open. */
  readonly opening: Iterable<unknown>;
  /** In answer to one message. Called when it arrives, read when everything before it has been answered. */
  answer(message: string): Iterable<unknown>;
}

/** A conversation that is going on. */
export interface Talk {
  /** How it ended. */
  readonly outcome: Promise<Outcome>;
  /** Closes with this code; {@link BROKEN} breaks the connection off. */
  end(code: number): void;
}

/** The code that a client reports for a connection that ended without a close frame; it is never sent. */
const BROKEN = 1006;

/** Leads a conversation at the pace told. */
export function converse(socket: WebSocket, conversation: Conversation, pace: Pace): Talk {
  const gone = new AbortController();
  let cut = false;
  const end = (code: number): void => {
    cut = code === BROKEN;
    if (cut) socket.terminate();
    else socket.close(code);
  };
  const outcome = new Promise<Outcome>((resolve) => {
    socket.once("close", (code) => {
      gone.abort();
      resolve(cut ? "cut" : code === BROKEN ? "aborted" : "answered");
    });
  });

  let sent = 0;
  const say = async (messages: Iterable<unknown>): Promise<void> => {
    for (const message of messages) {
      if (sent > 0) await pause(pace.chunkDelay, gone.signal);
      gone.signal.throwIfAborted();
      await write(socket, JSON.stringify(message));
      sent++;
      if (sent === pace.cutAfter) end(BROKEN);
    }
  };
  let said = Promise.resolve();
  const then = (messages: Iterable<unknown>): void => {
    // An error of the service's own; without effect on a connection that is gone.
    said = said.then(() => say(messages)).catch(() => socket.close(1011));
  };
  // A client that breaks the protocol: ws closes with the code that says so.
  socket.on("error", () => {});
  socket.on("message", (data) => then(conversation.answer(String(data))));
  then(conversation.opening);
  return { outcome, end };
}

function write(socket: WebSocket, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.send(text, (error) => (error ? reject(error) : resolve()));
  });
}
