import { ServiceError } from "../provider/service-error.ts";

/** One text, several, or tokens (a list of numbers, or several), each as text; or a 400 that names the field. */
export function textsOf(input: unknown, name: string): readonly string[] {
  if (typeof input === "string" && input !== "") return [input];
  if (!Array.isArray(input) || input.length === 0) {
    throw new ServiceError(400, `Missing required parameter: '${name}'.`, "missing_required_parameter");
  }
  if (typeof input[0] === "number") return [input.join(" ")];
  return input.map((item) => (Array.isArray(item) ? item.join(" ") : String(item)));
}
