import { type Fields, isFields } from "../provider/input.ts";
import { ServiceError } from "../provider/service-error.ts";

/** One message of a client over a WebSocket, as the object that it should be; an empty one where it is not. */
export function readClientEvent(message: string): Fields {
  try {
    const event: unknown = JSON.parse(message);
    return isFields(event) ? event : {};
  } catch {
    return {};
  }
}

/** What answers the events of each type. */
export type EventHandlers = Readonly<Record<string, (event: Fields) => Iterable<Fields>>>;

/** Answers an event; an error becomes an event, too, and the connection stays open. */
export function* answerClientEvent(
  event: Fields,
  handlers: EventHandlers,
  errorEvent: (error: Fields, status: number) => Fields,
): Iterable<Fields> {
  try {
    const handler = Object.hasOwn(handlers, String(event.type)) ? handlers[String(event.type)] : undefined;
    if (!handler) {
      const known = Object.keys(handlers).join(", ");
      throw new ServiceError(400, `Invalid value for 'type'. Supported here are: ${known}.`, "invalid_value");
    }
    yield* handler(event);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { message, code = null, status } = error;
    yield errorEvent({ type: "invalid_request_error", code, message, param: null }, status);
  }
}
