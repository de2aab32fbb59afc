import { random } from "../loopback/random.ts";
import type { Answer } from "../provider/answer.ts";
import type { Fields } from "../provider/input.ts";
import { countTokens } from "../provider/text.ts";

/** An item of a conversation. */
export type RealtimeItem = Fields & { readonly id: string };

/** What a response depends on. */
export interface RealtimeParts {
  readonly answer: Answer;
  readonly prompt: string;
  /** The conversation that it belongs to; null out of band. */
  readonly conversation: string | null;
  /** The item that it follows. */
  readonly previous: string | null;
  readonly metadata: unknown;
  /** Ends it early. */
  readonly signal: AbortSignal;
}

/** The events of one response, in the service's order; returns the item that it added. */
export function* realtimeResponse(parts: RealtimeParts): Generator<Fields, RealtimeItem> {
  const { answer, conversation, previous, metadata, signal } = parts;
  const response = {
    id: random("resp_"),
    object: "realtime.response",
    conversation_id: conversation,
    metadata,
  };
  const started = { ...response, status: "in_progress", status_details: null, output: [], usage: null };
  yield { type: "response.created", response: { ...started, output_modalities: ["text"] } };

  const form = formOf(answer);
  const opened = form.item("", "in_progress");
  const place = { response_id: response.id, output_index: 0 };
  yield { type: "response.output_item.added", ...place, item: opened };
  if (conversation) yield { type: "conversation.item.added", previous_item_id: previous, item: opened };
  const inItem = { ...place, item_id: opened.id };
  yield* form.open(inItem);
  const said: string[] = [];
  for (const delta of answer.pieces) {
    if (signal.aborted) break;
    said.push(delta);
    yield { type: `${form.type}.delta`, ...inItem, ...form.place, delta };
  }
  const status = said.length === answer.pieces.length ? "completed" : "cancelled";
  yield* form.close(inItem, said.join(""));

  const item = form.item(said.join(""), status === "completed" ? status : "incomplete");
  if (conversation) yield { type: "conversation.item.done", previous_item_id: previous, item };
  yield { type: "response.output_item.done", ...place, item };
  const reason = status === "cancelled" ? { reason: "client_cancelled" } : {};
  const usage = usageOf(parts.prompt, said.length);
  const done = { ...response, status, status_details: { type: status, ...reason }, output: [item], usage };
  yield { type: "response.done", response: { ...done, output_modalities: ["text"] } };
  return item;
}

/** How an answer is told: as a message, or as a call of a function. */
interface Form {
  /** The prefix of its deltas. */
  readonly type: string;
  /** What its deltas say of their place, beside the item. */
  readonly place: Fields;
  item(text: string, status: string): RealtimeItem;
  open(place: Fields): Iterable<Fields>;
  close(place: Fields, text: string): Iterable<Fields>;
}

function formOf({ tool }: Answer): Form {
  const item = { id: random("item_"), object: "realtime.item" };
  if (tool) {
    const call = { call_id: random("call_") };
    const type = "response.function_call_arguments";
    return {
      type,
      place: call,
      item: (text, status) => ({
        ...item,
        type: "function_call",
        status,
        ...call,
        name: tool,
        arguments: text,
      }),
      open: () => [],
      close: (place, text) => [{ type: `${type}.done`, ...place, ...call, name: tool, arguments: text }],
    };
  }
  const first = { content_index: 0 };
  const message = { ...item, type: "message", role: "assistant" };
  const part = (text: string) => ({ type: "text", text });
  return {
    type: "response.output_text",
    place: first,
    item: (text, status) => ({ ...message, status, content: text ? [{ type: "output_text", text }] : [] }),
    open: (place) => [{ type: "response.content_part.added", ...place, ...first, part: part("") }],
    close: (place, text) => [
      { type: "response.output_text.done", ...place, ...first, text },
      { type: "response.content_part.done", ...place, ...first, part: part(text) },
    ],
  };
}

function usageOf(prompt: string, output: number): Fields {
  const input = countTokens(prompt);
  return {
    total_tokens: input + output,
    input_tokens: input,
    output_tokens: output,
    input_token_details: { text_tokens: input, audio_tokens: 0, image_tokens: 0, cached_tokens: 0 },
    output_token_details: { text_tokens: output, audio_tokens: 0 },
  };
}
