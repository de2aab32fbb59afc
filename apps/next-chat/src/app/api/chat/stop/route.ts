import { answerOf } from "../../../../server/answer.ts";
import { requestOf } from "../../../../server/request-of.ts";

/** Stops the answer that is being written; what is there of it is kept. */
export async function POST(request: Request): Promise<Response> {
  const chat = await requestOf(request);
  if (chat instanceof Response) return chat;
  const answer = answerOf(chat);
  answer?.stop();
  await answer?.over;
  return new Response(null, { status: 204 });
}
