import { random } from "../loopback/random.ts";
import type { Question, Tool } from "../provider/answer.ts";
import { type Fields, isFields, listOf } from "../provider/input.ts";
import { ServiceError } from "../provider/service-error.ts";
import type { StoredObject } from "../provider/store.ts";
import { promptOf, textOf } from "./chat-request.ts";

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
    prompt: promptOf([...instructions, ...items.map(({ content }: Fields) => textOf(content))]),
    tools: body.tool_choice === "none" ? [] : listOf(body.tools).flatMap(toolOf),
    hasToolResult: last?.type === "function_call_output",
    schema: format.schema ?? (format.type === "json_object" ? {} : undefined),
  };
}

/** The input of a request as the items that the service makes of it. */
export function inputItems(input: unknown): readonly StoredObject[] {
  const items = typeof input === "string" ? [{ role: "user", content: input }] : listOf(input);
  return items.map((item: Fields) => ({ ...message(item), id: String(item.id ?? random("msg_")) }));
}

function message(item: Fields): Fields {
  if (item.type !== undefined && item.type !== "message") return item;
  const text = { type: item.role === "assistant" ? "output_text" : "input_text", text: item.content };
  const content = typeof item.content === "string" ? [text] : item.content;
  return { type: "message", status: "completed", ...item, content };
}

function toolOf(tool: Fields): Tool[] {
  if (tool.type !== "function" || typeof tool.name !== "string") return [];
  return [{ name: tool.name, schema: tool.parameters }];
}
