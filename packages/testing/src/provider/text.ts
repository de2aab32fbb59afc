import { createHash } from "node:crypto";

const SENTENCES = [
  "The harbour is quiet this morning, and every boat that left last night has come home.",
  "Good plumbing is like a good lighthouse: nobody thinks about it until it goes dark.",
  "Yes, and the short answer is to start small, measure once, and keep what works.",
  "There are three ways to do that, but only one of them still reads well in a year.",
  "Somewhere between the first draft and the last, the idea became simpler than its name.",
  "A library is a promise that somebody else has already made your mistakes.",
  "Rain is expected by noon, so take the train and leave the umbrella to the optimists.",
  "If it is worth doing twice, write it down; if it is worth doing daily, make it a button.",
  "The old key opened the door yesterday, the new one opens it today, and the guests never noticed.",
  "Here is the summary you asked for: less happened than we feared, and more than we planned.",
] as const;

/** Two sentences for a prompt, always the same for the same prompt. */
export function answerTo(prompt: string): string {
  const [first = 0, second = 0] = createHash("sha256").update(prompt).digest();
  const start = first % SENTENCES.length;
  const step = 1 + (second % (SENTENCES.length - 1));
  return `${SENTENCES[start]} ${SENTENCES[(start + step) % SENTENCES.length]}`;
}

/** A text in the pieces in which it is streamed: words, each with the space before it. */
export function words(text: string): readonly string[] {
  return text.match(/\s*\S+/g) ?? [];
}

/** The provider's rule of counting: a token is a word. */
export function countTokens(text: string): number {
  return words(text).length;
}
