import type { Question, Tool } from "../provider/answer.ts";
import { type Fields, isFields, listOf } from "../provider/input.ts";
import { ServiceError } from "../provider/service-error.ts";
import { textOf } from "./chat-request.ts";

/** A Responses request, read as far as the answer depends on it. */
export function readResponsesRequest(body: Fields): Question {
  const items = typeof body.input === "string" ? [{ content: body.input }] : listOf(body.input);
  if (items.length === 0) {
    throw new ServiceError(400, "Missing required parameter: 'input'.", "missing_required_parameter");
  }
  const instructions = typeof body.instructions === "string" ? [body.instructions] : [];
  const format = isFields(body.text) && isFields(body.text.format) ? body.text.format : {};
  const last: Fields | undefined = items.at(-1);
  return {
    prompt: [...instructions, ...items.map(({ content }: Fields) => textOf(content))].join("\n"),
    tools: body.tool_choice === "none" ? [] : listOf(body.tools).flatMap(toolOf),
    hasToolResult: last?.type === "function_call_output",
    schema: format.schema ?? (format.type === "json_object" ? {} : undefined),
  };
}

function toolOf(tool: Fields): Tool[] {
  if (tool.type !== "function" || typeof tool.name !== "string") return [];
  return [{ name: tool.name, schema: tool.parameters }];
}
