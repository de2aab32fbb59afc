import { random } from "../loopback/random.ts";
import { eventStream, json, type Reply } from "../loopback/reply.ts";
import { type Answer, answer } from "../provider/answer.ts";
import { type Fields, jsonBody, requiredText } from "../provider/input.ts";
import type { Call } from "../provider/route.ts";
import { ServiceError } from "../provider/service-error.ts";
import { countTokens } from "../provider/text.ts";
import type { Writer } from "../provider/writer.ts";
import { type CompleteMessage, messageEvents } from "./messages-events.ts";
import { readMessagesRequest } from "./messages-request.ts";

/** `POST /messages` */
export function createMessage({ request, write }: Call): Reply {
  const body = jsonBody(request);
  const { message, block, given } = messageFor(body, write);
  return body.stream === true ? eventStream(messageEvents(message, block, given)) : json(message);
}

/** The message that answers a request, its one block, and what that says piece by piece. */
export function messageFor(
  body: Fields,
  write: Writer,
): { message: CompleteMessage; block: Fields; given: Answer } {
  const model = requiredText(body, "model");
  if (typeof body.max_tokens !== "number") throw new ServiceError(400, "max_tokens: Field required");
  const question = readMessagesRequest(body);
  const given = answer(question, write);
  const block = contentBlock(given);
  const message = {
    id: random("msg_"),
    type: "message",
    role: "assistant",
    model,
    content: [block],
    stop_reason: given.tool ? "tool_use" : "end_turn",
    stop_sequence: null,
    usage: usageOf(question.prompt.text, given.pieces.length),
  };
  return { message, block, given };
}

/** `POST /messages/count_tokens` */
export function countMessageTokens({ request }: Call): Reply {
  return json(countedTokens(jsonBody(request)));
}

/** What a request would count as. */
export function countedTokens(body: Fields): Fields {
  requiredText(body, "model");
  return { input_tokens: countTokens(readMessagesRequest(body).prompt.text) };
}

function contentBlock({ tool, pieces }: Answer): Fields {
  const text = pieces.join("");
  if (!tool) return { type: "text", text, citations: null };
  return { type: "tool_use", id: random("toolu_"), name: tool, input: JSON.parse(text) };
}

function usageOf(prompt: string, output: number): Fields & { output_tokens: number } {
  return {
    input_tokens: countTokens(prompt),
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
    output_tokens: output,
    service_tier: "standard",
  };
}
