import type { Dialect } from "./dialect.ts";

/** When the catalogue's models were made, in s since the epoch. */
export const MODELS_CREATED = 1_754_524_800;

const OPENAI = [
  "gpt-5",
  "gpt-5-mini",
  "gpt-image-1",
  "gpt-realtime",
  "text-embedding-3-small",
  "tts-1",
  "whisper-1",
] as const;
const ANTHROPIC = ["claude-opus-5", "claude-sonnet-5-5", "claude-haiku-5-5"] as const;

/** The models that a service lists. Requests may name any other: rehearsals should not depend on names. */
export function modelsOf(dialect: Dialect): readonly string[] {
  return dialect === "anthropic" ? ANTHROPIC : OPENAI;
}
