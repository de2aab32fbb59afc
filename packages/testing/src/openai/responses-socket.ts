import { type Reply, webSocket } from "../loopback/reply.ts";
import type { Fields } from "../provider/input.ts";
import type { Call } from "../provider/route.ts";
import { answerClientEvent, readClientEvent } from "./client-event.ts";
import { respond } from "./responses.ts";
import { responseEvents } from "./responses-events.ts";

/** `GET /responses` as a WebSocket: each `response.create` is answered by the events of a streamed response. */
export function openResponsesSocket(call: Call): Reply {
  function* create({ type: _, stream_id, ...body }: Fields): Iterable<Fields> {
    for (const { data } of responseEvents(respond(body, call))) yield { ...data, ...lane(stream_id) };
  }
  return webSocket({
    opening: [],
    answer(message) {
      const event = readClientEvent(message);
      return answerClientEvent(event, { "response.create": create }, (error, status) => ({
        type: "error",
        status,
        error,
        ...lane(event.stream_id),
      }));
    },
  });
}

/** Several responses can share a connection; each event names the one that it belongs to. */
function lane(id: unknown): Fields {
  return id === undefined ? {} : { stream_id: id };
}
