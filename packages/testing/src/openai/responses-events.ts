import type { ServerSentEvent } from "../loopback/reply.ts";
import type { Answer } from "../provider/answer.ts";
import type { Fields } from "../provider/input.ts";

/** What the stream needs to tell the life of a response. */
export interface ResponseParts {
  /** The response without output, `in_progress`. */
  readonly started: Fields;
  /** The response as the plain request answers it. */
  readonly completed: Fields;
  /** The one item of its output, complete. */
  readonly item: Fields & { readonly id: string };
  readonly answer: Answer;
}

/** The events of a streamed response, in the service's order. */
export function* responseEvents(parts: ResponseParts): Iterable<ServerSentEvent & { data: Fields }> {
  let sequence = 0;
  for (const fields of lifeOf(parts)) {
    yield { event: String(fields.type), data: { ...fields, sequence_number: sequence++ } };
  }
}

function* lifeOf({ started, completed, item, answer }: ResponseParts): Iterable<Fields> {
  yield { type: "response.created", response: started };
  yield { type: "response.in_progress", response: started };
  const empty = answer.tool ? { arguments: "" } : { content: [] };
  const opened = { ...item, ...empty, status: "in_progress" };
  yield { type: "response.output_item.added", output_index: 0, item: opened };
  yield* answer.tool ? callEvents(item.id, answer.pieces) : textEvents(item.id, answer.pieces);
  yield { type: "response.output_item.done", output_index: 0, item };
  yield { type: "response.completed", response: completed };
}

function* textEvents(id: string, pieces: readonly string[]): Iterable<Fields> {
  const place = { item_id: id, output_index: 0, content_index: 0 };
  yield { type: "response.content_part.added", ...place, part: textPart("") };
  for (const delta of pieces) yield { type: "response.output_text.delta", ...place, delta, logprobs: [] };
  const text = pieces.join("");
  yield { type: "response.output_text.done", ...place, text, logprobs: [] };
  yield { type: "response.content_part.done", ...place, part: textPart(text) };
}

function* callEvents(id: string, pieces: readonly string[]): Iterable<Fields> {
  const place = { item_id: id, output_index: 0 };
  for (const delta of pieces) yield { type: "response.function_call_arguments.delta", ...place, delta };
  yield { type: "response.function_call_arguments.done", ...place, arguments: pieces.join("") };
}

/** The part of a message that holds its text. */
export function textPart(text: string): Fields {
  return { type: "output_text", text, annotations: [], logprobs: [] };
}
