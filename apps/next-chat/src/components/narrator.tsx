import type { ChatStatus } from "ai";
import type { ReactNode } from "react";
import { type ChatMessage, textOf } from "../shared/chat-message.ts";

/** Tells a screen reader that an answer is coming, and reads it once it is there: word by word nobody can listen. */
export function Narrator({ messages, status }: { messages: ChatMessage[]; status: ChatStatus }): ReactNode {
  const last = messages.at(-1);
  const isDone = status === "ready" && last?.role === "assistant";
  return (
    <p className="for-screen-readers" role="status">
      {status === "submitted" || status === "streaming" ? "The assistant is writing." : ""}
      {isDone ? `The assistant wrote: ${textOf(last)}` : ""}
    </p>
  );
}
