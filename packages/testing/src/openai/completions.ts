import { random } from "../loopback/random.ts";
import { eventStream, json, type Reply, type ServerSentEvent } from "../loopback/reply.ts";
import { type Fields, isFields, jsonBody, requiredText } from "../provider/input.ts";
import type { Call } from "../provider/route.ts";
import { countTokens, words } from "../provider/text.ts";
import { textsOf } from "./text-input.ts";

/** `POST /completions`, the one before chat: a text for each prompt, `n` times. */
export function createCompletion({ request, params, write }: Call): Reply {
  const body = jsonBody(request);
  const prompts = textsOf(body.prompt, "prompt");
  const count = typeof body.n === "number" ? body.n : 1;
  const texts = prompts.flatMap((text) => Array.from({ length: count }, () => write({ text, last: text })));
  const envelope = {
    id: random("cmpl-"),
    object: "text_completion",
    created: Math.floor(request.receivedAt / 1000),
    model: params.deployment ?? requiredText(body, "model"),
  };
  const usage = usageOf(prompts, texts);
  if (body.stream === true) {
    const includeUsage = isFields(body.stream_options) && body.stream_options.include_usage === true;
    return eventStream(chunks(envelope, texts, includeUsage ? usage : undefined), "[DONE]");
  }
  return json({ ...envelope, choices: texts.map((text, index) => choice(text, index, "stop")), usage });
}

function* chunks(
  envelope: Fields,
  texts: readonly string[],
  usage: Fields | undefined,
): Iterable<ServerSentEvent> {
  const pending = usage ? { usage: null } : {};
  for (const [index, text] of texts.entries()) {
    for (const piece of words(text)) {
      yield { data: { ...envelope, choices: [choice(piece, index)], ...pending } };
    }
    yield { data: { ...envelope, choices: [choice("", index, "stop")], ...pending } };
  }
  if (usage) yield { data: { ...envelope, choices: [], usage } };
}

function choice(text: string, index: number, finish: string | null = null): Fields {
  return { text, index, logprobs: null, finish_reason: finish };
}

function usageOf(prompts: readonly string[], texts: readonly string[]): Fields {
  const input = countTokens(prompts.join(" "));
  const output = countTokens(texts.join(" "));
  return { prompt_tokens: input, completion_tokens: output, total_tokens: input + output };
}
