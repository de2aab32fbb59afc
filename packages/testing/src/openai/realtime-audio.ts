import { random } from "../loopback/random.ts";
import { type Fields, isFields, requiredText } from "../provider/input.ts";
import { ServiceError } from "../provider/service-error.ts";
import { answerTo, words } from "../provider/text.ts";
import type { EventHandlers } from "./client-event.ts";
import type { RealtimeItem } from "./realtime-response.ts";

/** What the buffer of a session's input audio has to know of the session. */
export interface AudioSession {
  /** Its settings as they are now. */
  session(): Fields;
  readonly items: RealtimeItem[];
}

/** The buffer of the client's audio: what is committed becomes an item, with a transcript where one is asked for. */
export function audioHandlers({ session, items }: AudioSession): EventHandlers {
  let buffered = "";
  return {
    "input_audio_buffer.append"(event) {
      buffered += requiredText(event, "audio");
      return [];
    },
    *"input_audio_buffer.clear"() {
      buffered = "";
      yield { type: "input_audio_buffer.cleared" };
    },
    *"input_audio_buffer.commit"() {
      if (!buffered) {
        throw new ServiceError(400, "The input audio buffer is empty.", "input_audio_buffer_commit_empty");
      }
      const transcript = answerTo(buffered);
      buffered = "";
      const id = random("item_");
      const place = { previous_item_id: items.at(-1)?.id ?? null };
      const content = [{ type: "input_audio", transcript: null }];
      const item = {
        id,
        object: "realtime.item",
        type: "message",
        role: "user",
        status: "completed",
        content,
      };
      items.push(item);
      yield { type: "input_audio_buffer.committed", ...place, item_id: id };
      yield { type: "conversation.item.added", ...place, item };
      yield { type: "conversation.item.done", ...place, item };
      if (isTranscribed(session())) yield* transcription(id, transcript);
    },
  };
}

function* transcription(id: string, transcript: string): Iterable<Fields> {
  const type = "conversation.item.input_audio_transcription";
  const place = { item_id: id, content_index: 0 };
  const pieces = words(transcript);
  for (const delta of pieces) yield { type: `${type}.delta`, ...place, delta };
  const usage = {
    type: "tokens",
    input_tokens: 0,
    output_tokens: pieces.length,
    total_tokens: pieces.length,
  };
  yield { type: `${type}.completed`, ...place, transcript, usage };
}

function isTranscribed({ audio }: Fields): boolean {
  return isFields(audio) && isFields(audio.input) && isFields(audio.input.transcription);
}
