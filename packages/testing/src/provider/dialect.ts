import type { SeenRequest } from "../loopback/seen-request.ts";

/** Whose conventions a request follows: paths, errors and pages differ. */
export type Dialect = "openai" | "azure" | "anthropic";

/** Anthropic's models, at its own address, at Bedrock and at Vertex. */
const anthropicPath = /\/messages(\/|$)|^\/model\/[^/]+\/invoke|\/publishers\/anthropic\//;

export function dialectOf(request: SeenRequest): Dialect {
  const { path, headers } = request;
  if (headers.has("anthropic-version") || anthropicPath.test(path)) return "anthropic";
  return path.startsWith("/openai/") ? "azure" : "openai";
}
