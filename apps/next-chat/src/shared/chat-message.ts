import type { UIMessage } from "ai";

/** A message of the conversation; `stopped` if its answer was not written to its end. */
export type ChatMessage = UIMessage<{ stopped?: boolean | undefined }>;

/** The text of a message, as it was written. */
export function textOf(message: ChatMessage): string {
  return message.parts.map((part) => (part.type === "text" ? part.text : "")).join("");
}
