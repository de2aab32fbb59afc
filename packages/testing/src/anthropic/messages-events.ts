import type { ServerSentEvent } from "../loopback/reply.ts";
import type { Answer } from "../provider/answer.ts";
import type { Fields } from "../provider/input.ts";

/** A message as the plain request answers it. */
export interface CompleteMessage extends Fields {
  readonly stop_reason: string;
  readonly usage: Fields & { readonly output_tokens: number };
}

/** The events of a streamed message, in the service's order; each has its name in `event` and in `type`. */
export function* messageEvents(
  message: CompleteMessage,
  block: Fields,
  { tool, pieces }: Answer,
): Iterable<ServerSentEvent> {
  const begun = { ...message.usage, output_tokens: 1 };
  const started = { ...message, content: [], stop_reason: null, usage: begun };
  yield named({ type: "message_start", message: started });
  const empty = tool ? { ...block, input: {} } : { ...block, text: "" };
  yield named({ type: "content_block_start", index: 0, content_block: empty });
  yield named({ type: "ping" });
  for (const piece of pieces) {
    const delta = tool
      ? { type: "input_json_delta", partial_json: piece }
      : { type: "text_delta", text: piece };
    yield named({ type: "content_block_delta", index: 0, delta });
  }
  yield named({ type: "content_block_stop", index: 0 });
  const { stop_reason, usage } = message;
  // Cumulative: it replaces the count of message_start.
  const total = { output_tokens: usage.output_tokens };
  yield named({ type: "message_delta", delta: { stop_reason, stop_sequence: null }, usage: total });
  yield named({ type: "message_stop" });
}

function named(data: Fields & { type: string }): ServerSentEvent {
  return { event: data.type, data };
}
