import type { Question, Tool } from "../provider/answer.ts";
import { type Fields, isFields, listOf, requiredList } from "../provider/input.ts";
import type { Prompt } from "../provider/writer.ts";

/** A chat completion request, read as far as the answer depends on it. */
export interface ChatRequest extends Question {
  readonly stream: boolean;
  readonly includeUsage: boolean;
}

export function readChatRequest(body: Fields): ChatRequest {
  const messages = requiredList(body, "messages");
  const format = isFields(body.response_format) ? body.response_format : {};
  const schema = isFields(format.json_schema) ? format.json_schema.schema : undefined;
  return {
    prompt: promptOf(messages.map(({ content }) => textOf(content))),
    tools: body.tool_choice === "none" ? [] : listOf(body.tools).flatMap(toolOf),
    hasToolResult: messages.at(-1)?.role === "tool",
    schema: schema ?? (format.type === "json_object" ? {} : undefined),
    stream: body.stream === true,
    includeUsage: isFields(body.stream_options) && body.stream_options.include_usage === true,
  };
}

/** The texts of a request's turns as a prompt, instructions first. */
export function promptOf(texts: readonly string[]): Prompt {
  return { text: texts.join("\n"), last: texts.at(-1) ?? "" };
}

/** The text of a message's content, which is a string or a list of parts. */
export function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  return listOf(content)
    .map((part) => (typeof part.text === "string" ? part.text : ""))
    .join("\n");
}

function toolOf(tool: Fields): Tool[] {
  if (!isFields(tool.function) || typeof tool.function.name !== "string") return [];
  return [{ name: tool.function.name, schema: tool.function.parameters }];
}
