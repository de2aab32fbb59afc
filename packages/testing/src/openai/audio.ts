import { binary, eventStream, json, type Reply, type ServerSentEvent, text } from "../loopback/reply.ts";
import { type Fields, formBody, formText, jsonBody, requiredFile, requiredText } from "../provider/input.ts";
import type { Call } from "../provider/route.ts";
import { ServiceError } from "../provider/service-error.ts";
import { answerTo, words } from "../provider/text.ts";
import { tone } from "./tone.ts";

/** `POST /audio/speech`: two seconds of a tone as WAV, whatever format was asked for, in several chunks. */
export function createSpeech({ request, params }: Call): Reply {
  const body = jsonBody(request);
  if (!params.deployment) requiredText(body, "model");
  requiredText(body, "input");
  requiredText(body, "voice");
  return binary(tone(2), "audio/wav");
}

/** `POST /audio/transcriptions` and `/audio/translations`: a text that depends on the file's bytes alone. */
export async function createTranscription({ request, params }: Call): Promise<Reply> {
  const form = await formBody(request);
  const file = requiredFile(form, "file");
  if (!params.deployment && !formText(form, "model")) {
    throw new ServiceError(400, "Missing required parameter: 'model'.");
  }
  const transcript = answerTo(Buffer.from(await file.arrayBuffer()).toString("base64"));
  if (formText(form, "stream") === "true") return eventStream(events(transcript), "[DONE]");
  const format = formText(form, "response_format") ?? "json";
  return ["json", "verbose_json"].includes(format)
    ? json({ text: transcript, usage: usageOf(transcript) })
    : text(transcript);
}

function* events(transcript: string): Iterable<ServerSentEvent> {
  for (const delta of words(transcript)) yield { data: { type: "transcript.text.delta", delta } };
  yield { data: { type: "transcript.text.done", text: transcript, usage: usageOf(transcript) } };
}

function usageOf(transcript: string): Fields {
  const output = words(transcript).length;
  return { type: "tokens", input_tokens: 0, output_tokens: output, total_tokens: output };
}
