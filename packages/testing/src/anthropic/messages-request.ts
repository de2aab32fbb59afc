import { promptOf, textOf } from "../openai/chat-request.ts";
import type { Question, Tool } from "../provider/answer.ts";
import { type Fields, isFields, listOf, requiredList } from "../provider/input.ts";

/** A Messages request, read as far as the answer depends on it. */
export function readMessagesRequest(body: Fields): Question {
  const messages = requiredList(body, "messages");
  const format = isFields(body.output_config) ? body.output_config.format : undefined;
  const none = isFields(body.tool_choice) && body.tool_choice.type === "none";
  return {
    prompt: promptOf([textOf(body.system), ...messages.map(({ content }) => textOf(content))]),
    tools: none ? [] : listOf(body.tools).flatMap(toolOf),
    hasToolResult: listOf(messages.at(-1)?.content).some(({ type }) => type === "tool_result"),
    schema: isFields(format) ? format.schema : undefined,
  };
}

function toolOf(tool: Fields): Tool[] {
  if (typeof tool.name !== "string" || tool.input_schema === undefined) return [];
  return [{ name: tool.name, schema: tool.input_schema }];
}
