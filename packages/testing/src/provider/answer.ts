import { exampleOf } from "./schema-example.ts";
import { words } from "./text.ts";
import type { Prompt, Writer } from "./writer.ts";

/** A function that the model may call. */
export interface Tool {
  readonly name: string;
  readonly schema: unknown;
}

/** What the provider needs to know of a request to answer it, whichever API it came through. */
export interface Question {
  readonly prompt: Prompt;
  /** Tools on offer; empty when the request forbids them. */
  readonly tools: readonly Tool[];
  /** The last turn brought a tool's result. */
  readonly hasToolResult: boolean;
  /** The JSON Schema that the answer must satisfy, for structured outputs. */
  readonly schema?: unknown;
}

/** Text, or a call of a tool with its JSON arguments, in the pieces in which it is streamed: one token each. */
export interface Answer {
  readonly tool: string | undefined;
  readonly pieces: readonly string[];
}

/** The first tool once, then text: so that a tool loop ends. */
export function answer(question: Question, write: Writer): Answer {
  const [tool] = question.tools;
  if (tool && !question.hasToolResult) {
    return { tool: tool.name, pieces: slices(JSON.stringify(exampleOf(tool.schema))) };
  }
  if (question.schema !== undefined) {
    return { tool: undefined, pieces: slices(JSON.stringify(exampleOf(question.schema))) };
  }
  return { tool: undefined, pieces: words(write(question.prompt)) };
}

function slices(text: string): readonly string[] {
  return text.match(/[\s\S]{1,8}/g) ?? [];
}
