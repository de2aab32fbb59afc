import { EventStreamCodec } from "@smithy/eventstream-codec";
import { eventStream, json, type Reply, type ServerSentEvent } from "../loopback/reply.ts";
import { jsonBody, requiredText } from "../provider/input.ts";
import { type Call, type Route, route } from "../provider/route.ts";
import { ServiceError } from "../provider/service-error.ts";
import { countedTokens, messageFor } from "./messages.ts";
import { messageEvents } from "./messages-events.ts";

/** Anthropic's models at Amazon Bedrock and at Google's Vertex AI: the model is in the path. */
export const cloudRoutes: readonly Route[] = [
  route("POST /model/:model/invoke", ({ request, params, write }) =>
    json(messageFor({ ...jsonBody(request), model: params.model }, write).message),
  ),
  route("POST /model/:model/invoke-with-response-stream", invokeWithStream),
  route("POST /projects/:project/locations/:location/publishers/anthropic/models/:call", predict),
];

function invokeWithStream({ request, params, write }: Call): Reply {
  const { message, block, given } = messageFor({ ...jsonBody(request), model: params.model }, write);
  return {
    status: 200,
    headers: { "content-type": "application/vnd.amazon.eventstream" },
    chunks: chunkFrames(messageEvents(message, block, given)),
  };
}

/** Bedrock sends the events of a stream in AWS's binary frames, each as base64 in JSON. */
function* chunkFrames(events: Iterable<ServerSentEvent>): Iterable<Uint8Array> {
  const codec = new EventStreamCodec(
    (bytes) => (typeof bytes === "string" ? bytes : new TextDecoder().decode(bytes)),
    (text) => new TextEncoder().encode(text),
  );
  for (const { data } of events) {
    const bytes = Buffer.from(JSON.stringify(data)).toString("base64");
    yield codec.encode({
      headers: {
        ":event-type": { type: "string", value: "chunk" },
        ":content-type": { type: "string", value: "application/json" },
        ":message-type": { type: "string", value: "event" },
      },
      body: new TextEncoder().encode(JSON.stringify({ bytes })),
    });
  }
}

/** Vertex names the method after the model: `…/models/claude-opus-5:rawPredict`. */
function predict({ request, params, write }: Call): Reply {
  const [model = "", method] = (params.call ?? "").split(":");
  if (method !== "rawPredict" && method !== "streamRawPredict") {
    throw new ServiceError(404, `Unknown method: ${method}`);
  }
  const body = jsonBody(request);
  requiredText(body, "anthropic_version");
  if (model === "count-tokens") return json(countedTokens(body));
  const { message, block, given } = messageFor({ ...body, model }, write);
  return method === "streamRawPredict" ? eventStream(messageEvents(message, block, given)) : json(message);
}
