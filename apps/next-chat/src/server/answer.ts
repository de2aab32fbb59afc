import { once } from "./once.ts";
import type { ChatRef } from "./request-of.ts";

/**
 * An answer that is being written. It belongs to the conversation, not to the connection that asked for it: a
 * page that is reloaded takes it up again, and it ends when the user says so. (On several machines, keep it in
 * Redis: https://ai-sdk.dev/docs/ai-sdk-ui/chatbot-resume-streams.)
 */
export interface Answer {
  /** Aborted when the user stops it. */
  readonly signal: AbortSignal;
  /** Settles when it is over and saved. */
  readonly over: Promise<void>;
  stop(): void;
  end(): void;
  /** Keeps what is sent, for whoever comes later. */
  keep(stream: ReadableStream<string>): Promise<void>;
  /** Everything that was sent so far, and what follows. */
  follow(): ReadableStream<string>;
}

const answers = once("answers", () => new Map<string, Answer>());

/** The answer that is being written in a conversation. */
export function answerOf(chat: ChatRef): Answer | undefined {
  return answers.get(nameOf(chat));
}

/** Begins an answer; the one before in this conversation must be over. */
export function beginAnswer(chat: ChatRef): Answer {
  const abort = new AbortController();
  const over = Promise.withResolvers<void>();
  const sent: string[] = [];
  const readers = new Set<ReadableStreamDefaultController<string>>();
  let isSent = false;
  const answer: Answer = {
    signal: abort.signal,
    over: over.promise,
    stop: () => abort.abort(),
    end() {
      answers.delete(nameOf(chat));
      over.resolve();
    },
    async keep(stream) {
      try {
        for await (const piece of stream) {
          sent.push(piece);
          for (const reader of readers) reader.enqueue(piece);
        }
      } finally {
        isSent = true;
        for (const reader of readers) reader.close();
      }
    },
    follow() {
      let own: ReadableStreamDefaultController<string>;
      return new ReadableStream({
        start(controller) {
          own = controller;
          for (const piece of sent) controller.enqueue(piece);
          if (isSent) controller.close();
          else readers.add(controller);
        },
        cancel: () => void readers.delete(own),
      });
    },
  };
  answers.set(nameOf(chat), answer);
  return answer;
}

function nameOf({ userId, chatId }: ChatRef): string {
  return `${userId}/${chatId}`;
}
