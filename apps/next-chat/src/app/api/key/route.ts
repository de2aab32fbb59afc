import { activityOf } from "../../../server/activity.ts";
import { revokeKey } from "../../../server/keys.ts";
import { refuse, requestOf } from "../../../server/request-of.ts";

/** What Valet Key does for the user's conversation, live: an event for each change, with the whole of it. */
export async function GET(request: Request): Promise<Response> {
  const chat = await requestOf(request);
  if (chat instanceof Response) return chat;
  let unsubscribe = () => {};
  const events = new ReadableStream<string>({
    start(controller) {
      unsubscribe = activityOf(chat.userId).subscribe((activity) => {
        // The browser connects again by itself, and then is told that nobody is signed in.
        if (activity === undefined) controller.close();
        else controller.enqueue(`data: ${JSON.stringify(activity)}\n\n`);
      });
    },
    cancel: () => unsubscribe(),
  });
  return new Response(events.pipeThrough(new TextEncoderStream()), {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "no-store, no-transform",
      // Over a connection that is kept, the page would come back to a server that is about to end.
      connection: "close",
    },
  });
}

/** Revokes the user's key at the token service. Valet Key finds out when the provider refuses it. */
export async function DELETE(request: Request): Promise<Response> {
  const chat = await requestOf(request);
  if (chat instanceof Response) return chat;
  try {
    return (await revokeKey(chat.userId)) ? new Response(null, { status: 204 }) : refuse(409, "invalid");
  } catch {
    return refuse(502, "key_source_down");
  }
}
