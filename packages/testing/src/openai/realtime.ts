import type { Conversation } from "../loopback/conversation.ts";
import { random } from "../loopback/random.ts";
import { type Reply, webSocket } from "../loopback/reply.ts";
import { answer } from "../provider/answer.ts";
import { type Fields, isFields, requiredText } from "../provider/input.ts";
import type { Call } from "../provider/route.ts";
import { ServiceError } from "../provider/service-error.ts";
import type { Writer } from "../provider/writer.ts";
import { answerClientEvent, type EventHandlers, readClientEvent } from "./client-event.ts";
import { audioHandlers } from "./realtime-audio.ts";
import { type RealtimeItem, realtimeResponse } from "./realtime-response.ts";
import { readResponsesRequest } from "./responses-request.ts";

/** `GET /realtime` as a WebSocket: a conversation that hears text and audio, answers in text, and calls tools. */
export function openRealtime({ request, write }: Call): Reply {
  const { searchParams } = request.url;
  const model = searchParams.get("model") ?? searchParams.get("deployment");
  if (!model && !searchParams.has("intent") && !searchParams.has("call_id")) {
    throw new ServiceError(400, "Missing required parameter: 'model'.", "missing_required_parameter");
  }
  const type = searchParams.get("intent") ?? "realtime";
  return webSocket(createRealtime({ type, model: model ?? "gpt-realtime" }, write));
}

function createRealtime(settings: Fields, write: Writer): Conversation {
  let session: Fields = { ...DEFAULTS, ...settings, id: random("sess_") };
  const conversation = random("conv_");
  const items: RealtimeItem[] = [];
  let speaking: AbortController | undefined;

  const handlers: EventHandlers = {
    ...audioHandlers({ session: () => session, items }),
    *"session.update"(event) {
      session = { ...session, ...(isFields(event.session) ? event.session : {}), id: session.id };
      yield { type: "session.updated", session };
    },
    *"conversation.item.create"(event) {
      if (!isFields(event.item)) throw new ServiceError(400, "Missing required parameter: 'item'.");
      const item = { id: random("item_"), object: "realtime.item", status: "completed", ...event.item };
      const place = { previous_item_id: items.at(-1)?.id ?? null, item };
      items.push(item);
      yield { type: "conversation.item.added", ...place };
      yield { type: "conversation.item.done", ...place };
    },
    *"conversation.item.retrieve"(event) {
      yield { type: "conversation.item.retrieved", item: items[indexOf(event)] };
    },
    *"conversation.item.delete"(event) {
      const [item] = items.splice(indexOf(event), 1);
      yield { type: "conversation.item.deleted", item_id: item?.id };
    },
    *"response.create"(event) {
      const overrides = isFields(event.response) ? event.response : {};
      const history = items.length > 0 ? items : "";
      const question = readResponsesRequest({ input: history, ...session, ...overrides });
      const aside = overrides.conversation === "none";
      speaking = new AbortController();
      const item = yield* realtimeResponse({
        answer: answer(question, write),
        prompt: question.prompt.text,
        conversation: aside ? null : conversation,
        previous: items.at(-1)?.id ?? null,
        metadata: overrides.metadata ?? null,
        signal: speaking.signal,
      });
      speaking = undefined;
      if (!aside) items.push(item);
    },
    "response.cancel"() {
      throw new ServiceError(400, "There is no active response to cancel.", "response_cancel_not_active");
    },
  };

  const indexOf = (event: Fields): number => {
    const id = requiredText(event, "item_id");
    const index = items.findIndex((item) => item.id === id);
    if (index >= 0) return index;
    throw new ServiceError(400, `Item with item_id not found: ${id}`, "item_not_found");
  };

  return {
    opening: numbered([{ type: "session.created", session }]),
    answer(message) {
      const event = readClientEvent(message);
      // In the middle of an answer: it must not wait until that is out.
      if (event.type === "response.cancel" && speaking) {
        speaking.abort();
        return [];
      }
      const about = { event_id: event.event_id ?? null };
      return numbered(
        answerClientEvent(event, handlers, (error) => ({ type: "error", error: { ...error, ...about } })),
      );
    },
  };
}

/** Every event of the server has an id of its own. */
function* numbered(events: Iterable<Fields>): Iterable<Fields> {
  for (const event of events) yield { event_id: random("event_"), ...event };
}

const DEFAULTS: Fields = {
  object: "realtime.session",
  output_modalities: ["text"],
  instructions: "",
  tools: [],
  tool_choice: "auto",
  max_output_tokens: "inf",
  tracing: null,
  truncation: "auto",
  prompt: null,
};
