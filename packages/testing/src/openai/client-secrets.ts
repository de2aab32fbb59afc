import { random } from "../loopback/random.ts";
import { json, type Reply } from "../loopback/reply.ts";
import { isFields, jsonBody } from "../provider/input.ts";
import type { Call } from "../provider/route.ts";

/** `POST /realtime/client_secrets`: a short-lived key, with which a browser may open Realtime and nothing else. */
export function createClientSecret({ request, store }: Call): Reply {
  const { expires_after: lifetime, session } = jsonBody(request);
  const seconds = isFields(lifetime) && typeof lifetime.seconds === "number" ? lifetime.seconds : 600;
  const value = random("ek_");
  const expires = Math.floor(request.receivedAt / 1000) + seconds;
  store.clientSecrets.set(value, expires * 1000);
  const settings = isFields(session) ? session : { type: "realtime", model: "gpt-realtime" };
  return json({
    value,
    expires_at: expires,
    session: { object: "realtime.session", id: random("sess_"), ...settings },
  });
}
