import type { SeenRequest } from "../loopback/seen-request.ts";
import { ServiceError } from "./service-error.ts";

/** A JSON object whose fields nobody has checked yet. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The objects in a list; anything else counts as an empty list. */
export function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** The JSON body of a request, or a 400. */
export function jsonBody(request: SeenRequest): Fields {
  const body = request.json;
  if (isFields(body)) return body;
  throw new ServiceError(400, "We could not parse the JSON body of your request.");
}

/** A field that must be a non-empty string, or a 400. */
export function requiredText(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value === "string" && value !== "") return value;
  throw new ServiceError(400, `Missing required parameter: '${name}'.`, "missing_required_parameter");
}

/** A field that must be a non-empty list of objects, or a 400. */
export function requiredList(fields: Fields, name: string): readonly Fields[] {
  const value = listOf(fields[name]);
  if (value.length > 0) return value;
  throw new ServiceError(400, `Missing required parameter: '${name}'.`, "missing_required_parameter");
}

/** The multipart body of a request, or a 400. */
export async function formBody(request: SeenRequest): Promise<FormData> {
  const type = request.headers.get("content-type") ?? "";
  try {
    return await new Response(request.body.slice(), { headers: { "content-type": type } }).formData();
  } catch {
    throw new ServiceError(400, "We could not parse the multipart body of your request.");
  }
}

/** A file of a form, or a 400. */
export function requiredFile(form: FormData, name: string): File {
  const value = form.get(name);
  if (value !== null && typeof value !== "string") return value;
  throw new ServiceError(400, `Missing required file: '${name}'.`, "missing_required_parameter");
}

/** A text field of a form; undefined where it is missing. */
export function formText(form: FormData, name: string): string | undefined {
  const value = form.get(name);
  return typeof value === "string" ? value : undefined;
}
