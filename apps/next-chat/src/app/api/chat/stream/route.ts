import { UI_MESSAGE_STREAM_HEADERS } from "ai";
import { answerOf } from "../../../../server/answer.ts";
import { requestOf } from "../../../../server/request-of.ts";

/** The answer that is being written, from its beginning, for a page that was reloaded; 204 if there is none. */
export async function GET(request: Request): Promise<Response> {
  const chat = await requestOf(request);
  if (chat instanceof Response) return chat;
  const answer = answerOf(chat);
  if (answer === undefined) return new Response(null, { status: 204 });
  return new Response(answer.follow().pipeThrough(new TextEncoderStream()), {
    headers: UI_MESSAGE_STREAM_HEADERS,
  });
}
