import { random } from "../loopback/random.ts";
import { eventStream, json, type Reply } from "../loopback/reply.ts";
import { type Answer, answer } from "../provider/answer.ts";
import { type Fields, jsonBody, requiredText } from "../provider/input.ts";
import type { Call } from "../provider/route.ts";
import { ServiceError } from "../provider/service-error.ts";
import type { StoredObject, StoredResponse } from "../provider/store.ts";
import { countTokens } from "../provider/text.ts";
import { type ResponseParts, responseEvents, textPart } from "./responses-events.ts";
import { inputItems, readResponsesRequest } from "./responses-request.ts";

/** `POST /responses`: one message, or one call of a function. */
export function createResponse(call: Call): Reply {
  const body = jsonBody(call.request);
  const parts = respond(body, call);
  if (body.stream === true) return eventStream(responseEvents(parts));
  return json(body.background === true ? { ...parts.started, status: "queued" } : parts.completed);
}

/** The response to a request, kept unless it is told not to. */
export function respond(body: Fields, { store, write }: Pick<Call, "store" | "write">): ResponseParts {
  const model = requiredText(body, "model");
  const question = readResponsesRequest(body);
  const given = answer(question, write);
  const item = outputItem(given);
  const started: StoredObject = {
    ...settings(body),
    id: random("resp_"),
    object: "response",
    created_at: Math.floor(Date.now() / 1000),
    status: "in_progress",
    model,
    output: [],
    usage: null,
  };
  const completed: StoredObject = {
    ...started,
    status: "completed",
    output: [item],
    usage: usageOf(question.prompt.text, given),
  };
  if (body.store !== false) {
    store.responses.set(completed.id, { object: completed, input: inputItems(body.input) });
  }
  return { started, completed, item, answer: given };
}

/** `POST /responses/input_tokens` */
export function countInputTokens({ request }: Call): Reply {
  const { prompt } = readResponsesRequest(jsonBody(request));
  return json({ object: "response.input_tokens", input_tokens: countTokens(prompt.text) });
}

/** `GET /responses/:id`; one made in the background is complete then. */
export function retrieveResponse(call: Call): Reply {
  return json(storedResponse(call).object);
}

/** `POST /responses/:id/cancel`: only those in the background. */
export function cancelResponse(call: Call): Reply {
  const stored = storedResponse(call);
  if (stored.object.background !== true) throw new ServiceError(400, "Cannot cancel a synchronous response.");
  const object = { ...stored.object, status: "cancelled", output: [], usage: null };
  call.store.responses.set(object.id, { ...stored, object });
  return json(object);
}

/** `DELETE /responses/:id` */
export function deleteResponse(call: Call): Reply {
  const { id } = storedResponse(call).object;
  call.store.responses.delete(id);
  return json({ id, object: "response", deleted: true });
}

/** The response that the path names, or a 404. */
export function storedResponse({ params, store }: Call): StoredResponse {
  const response = store.responses.get(params.id ?? "");
  if (response) return response;
  throw new ServiceError(404, `Response with id '${params.id}' not found.`);
}

/** What a response repeats of its request. */
function settings(body: Fields): Fields {
  return {
    background: body.background ?? false,
    error: null,
    incomplete_details: null,
    instructions: body.instructions ?? null,
    max_output_tokens: body.max_output_tokens ?? null,
    metadata: body.metadata ?? {},
    parallel_tool_calls: body.parallel_tool_calls ?? true,
    previous_response_id: body.previous_response_id ?? null,
    reasoning: body.reasoning ?? { effort: null, summary: null },
    store: body.store ?? true,
    temperature: body.temperature ?? 1,
    text: body.text ?? { format: { type: "text" } },
    tool_choice: body.tool_choice ?? "auto",
    tools: body.tools ?? [],
    top_p: body.top_p ?? 1,
    truncation: body.truncation ?? "disabled",
  };
}

function outputItem({ tool, pieces }: Answer): Fields & { id: string } {
  const text = pieces.join("");
  if (!tool) {
    const content = [textPart(text)];
    return { id: random("msg_"), type: "message", role: "assistant", status: "completed", content };
  }
  const call = { call_id: random("call_"), name: tool, arguments: text };
  return { id: random("fc_"), type: "function_call", status: "completed", ...call };
}

function usageOf(prompt: string, { pieces }: Answer): Fields {
  const input = countTokens(prompt);
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: pieces.length,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: input + pieces.length,
  };
}
