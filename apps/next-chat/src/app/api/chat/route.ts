import {
  convertToModelMessages,
  createUIMessageStream,
  createUIMessageStreamResponse,
  generateId,
  streamText,
  toUIMessageStream,
} from "ai";
import { z } from "zod";
import { activityOf } from "../../../server/activity.ts";
import { type Answer, answerOf, beginAnswer } from "../../../server/answer.ts";
import { explain } from "../../../server/explain.ts";
import { deleteMessages, loadMessages, saveMessages } from "../../../server/history.ts";
import { model } from "../../../server/openai.ts";
import { type ChatRef, refuse, requestOf } from "../../../server/request-of.ts";
import { type ChatMessage, textOf } from "../../../shared/chat-message.ts";
import { longestMessage } from "../../../shared/failure.ts";

const requestSchema = z.object({
  id: z.string().min(1).max(64),
  text: z.string().trim().min(1),
});

/** Answers a message. What came after it in the conversation goes: it was edited, or is to be answered anew. */
export async function POST(request: Request): Promise<Response> {
  const chat = await requestOf(request);
  if (chat instanceof Response) return chat;
  const parsed = requestSchema.safeParse(await request.json().catch(() => undefined));
  if (!parsed.success) return refuse(400, "invalid");
  const { id, text } = parsed.data;
  if (text.length > longestMessage) return refuse(413, "too_long");
  const previous = answerOf(chat);
  if (previous?.signal.aborted) await previous.over;
  if (answerOf(chat)) return refuse(409, "busy");

  const answer = beginAnswer(chat);
  try {
    const history = await loadMessages(chat);
    const place = history.findIndex((message) => message.id === id);
    const message: ChatMessage = { id, role: "user", parts: [{ type: "text", text }] };
    const messages = [...(place < 0 ? history : history.slice(0, place)), message];
    await saveMessages(chat, messages);
    return await respond(chat, messages, answer);
  } catch (error) {
    answer.end();
    throw error;
  }
}

async function respond(chat: ChatRef, messages: ChatMessage[], answer: Answer): Promise<Response> {
  const isRenewalFailing = () => activityOf(chat.userId).snapshot().timeline[0]?.type === "refresh_failed";
  const result = streamText({
    model,
    messages: await convertToModelMessages(messages),
    abortSignal: answer.signal,
    // Somebody is waiting: better to say at once what is wrong, and when to try again, than to wait in silence.
    maxRetries: 0,
    onError: ({ error }) =>
      console.error(`No answer for ${chat.userId}: ${explain(error, isRenewalFailing()).code}`),
  });
  const onError = (error: unknown) => JSON.stringify(explain(error, isRenewalFailing()));
  const stream = createUIMessageStream<ChatMessage>({
    // Merged, so that a connection to the provider that breaks is told to the page, and breaks no other.
    execute: ({ writer }) => writer.merge(toUIMessageStream({ stream: result.stream, onError })),
    originalMessages: messages,
    generateId,
    onError,
    async onEnd({ responseMessage, outcome }) {
      const stopped = outcome.status !== "completed";
      const message = stopped ? { ...responseMessage, metadata: { stopped } } : responseMessage;
      if (textOf(message) !== "") await saveMessages(chat, [...messages, message]);
      answer.end();
    },
  });
  return createUIMessageStreamResponse({ stream, consumeSseStream: (sent) => void answer.keep(sent.stream) });
}

/** Forgets the conversation, and what the key did in it. */
export async function DELETE(request: Request): Promise<Response> {
  const chat = await requestOf(request);
  if (chat instanceof Response) return chat;
  const answer = answerOf(chat);
  answer?.stop();
  await answer?.over;
  await deleteMessages(chat);
  activityOf(chat.userId).clear();
  return new Response(null, { status: 204 });
}
