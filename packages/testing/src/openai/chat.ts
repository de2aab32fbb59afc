import { random } from "../loopback/random.ts";
import { eventStream, json, type Reply, type ServerSentEvent } from "../loopback/reply.ts";
import { type Answer, answer } from "../provider/answer.ts";
import { type Fields, jsonBody, requiredText } from "../provider/input.ts";
import type { Call } from "../provider/route.ts";
import { countTokens } from "../provider/text.ts";
import { readChatRequest } from "./chat-request.ts";

/** `POST /chat/completions` */
export function createChatCompletion({ request, params, write }: Call): Reply {
  const body = jsonBody(request);
  const question = readChatRequest(body);
  const given = answer(question, write);
  const completion: Completion = {
    id: random("chatcmpl-"),
    created: Math.floor(request.receivedAt / 1000),
    model: params.deployment ?? requiredText(body, "model"),
    answer: given,
    usage: usageOf(question.prompt.text, given),
  };
  if (question.stream) return eventStream(chunks(completion, question.includeUsage), "[DONE]");
  const { tool, pieces } = completion.answer;
  const text = pieces.join("");
  const message = tool
    ? { content: null, tool_calls: [toolCall(random("call_"), tool, text)] }
    : { content: text };
  return json({
    ...envelope(completion, "chat.completion"),
    choices: [
      {
        index: 0,
        message: { role: "assistant", refusal: null, annotations: [], ...message },
        logprobs: null,
        finish_reason: finishReason(completion.answer),
      },
    ],
    usage: completion.usage,
  });
}

interface Completion {
  readonly id: string;
  readonly created: number;
  readonly model: string;
  readonly answer: Answer;
  readonly usage: Fields;
}

function* chunks(completion: Completion, includeUsage: boolean): Iterable<ServerSentEvent> {
  const chunk = (delta: Fields, finish: string | null = null): ServerSentEvent => ({
    data: {
      ...envelope(completion, "chat.completion.chunk"),
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
      ...(includeUsage ? { usage: null } : {}),
    },
  });
  const { tool, pieces } = completion.answer;
  if (tool) {
    const call = { index: 0, ...toolCall(random("call_"), tool, "") };
    yield chunk({ role: "assistant", content: null, tool_calls: [call] });
    for (const piece of pieces) yield chunk({ tool_calls: [{ index: 0, function: { arguments: piece } }] });
  } else {
    yield chunk({ role: "assistant", content: "", refusal: null });
    for (const piece of pieces) yield chunk({ content: piece });
  }
  yield chunk({}, finishReason(completion.answer));
  if (!includeUsage) return;
  yield { data: { ...envelope(completion, "chat.completion.chunk"), choices: [], usage: completion.usage } };
}

function envelope({ id, created, model }: Completion, object: string): Fields {
  return { id, object, created, model, service_tier: "default", system_fingerprint: null };
}

function toolCall(id: string, name: string, args: string): Fields {
  return { id, type: "function", function: { name, arguments: args } };
}

function finishReason({ tool }: Answer): string {
  return tool ? "tool_calls" : "stop";
}

function usageOf(prompt: string, { pieces }: Answer): Fields {
  const input = countTokens(prompt);
  return {
    prompt_tokens: input,
    completion_tokens: pieces.length,
    total_tokens: input + pieces.length,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
  };
}
