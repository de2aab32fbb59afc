import type { SeenRequest } from "../loopback/seen-request.ts";

/** Whose conventions a request follows: paths, errors and pages differ. */
export type Dialect = "openai" | "azure" | "anthropic";

export function dialectOf(request: SeenRequest): Dialect {
  if (request.headers.has("anthropic-version") || /\/messages(\/|$)/.test(request.path)) return "anthropic";
  return request.path.startsWith("/openai/") ? "azure" : "openai";
}
