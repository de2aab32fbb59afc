import { answerTo } from "./text.ts";

/**
 * What a text is to be written for.
 *
 * @example
 * ```ts
 * import { type Prompt, startProvider } from "@valetkey/testing";
 *
 * const answer = ({ last }: Prompt) => (last.includes("weather") ? "It **rains**." : undefined);
 * await using provider = await startProvider({ answer });
 * ```
 */
export interface Prompt {
  /** The texts of the whole request: instructions, history and the last turn, a line each. */
  readonly text: string;
  /** The text of the last turn alone, as a rule what the user wrote. */
  readonly last: string;
}

/** Writes the text of an answer. */
export type Writer = (prompt: Prompt) => string;

/** What the user's function writes, and where it has nothing to say the provider's own two sentences. */
export function createWriter(answer: ((prompt: Prompt) => string | undefined) | undefined): Writer {
  return (prompt) => answer?.(prompt) || answerTo(prompt.text);
}
