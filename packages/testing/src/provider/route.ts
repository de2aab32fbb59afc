import type { Reply } from "../loopback/reply.ts";
import type { SeenRequest } from "../loopback/seen-request.ts";
import type { Dialect } from "./dialect.ts";
import type { Store } from "./store.ts";
import type { Writer } from "./writer.ts";

/** One accepted request on its way to an answer. */
export interface Call {
  readonly request: SeenRequest;
  readonly dialect: Dialect;
  /** What the path's `:name` parts matched; `deployment` for Azure's deployment paths. */
  readonly params: Readonly<Record<string, string>>;
  readonly store: Store;
  /** Writes the texts of answers. */
  readonly write: Writer;
}

export interface Route {
  readonly method: string;
  /** Path segments after the prefix; a segment `:name` matches anything. */
  readonly segments: readonly string[];
  readonly answer: (call: Call) => Reply | Promise<Reply>;
}

/** `route("GET /files/:id", …)` */
export function route(pattern: string, answer: Route["answer"]): Route {
  const [method = "", path = ""] = pattern.split(" ");
  return { method, segments: path.split("/").slice(1), answer };
}

/** The route for a request and what its path says; undefined where there is none. */
export function findRoute(
  routes: readonly Route[],
  request: SeenRequest,
): { handler: Route["answer"]; params: Record<string, string> } | undefined {
  const { path, deployment } = withoutPrefix(request.path);
  const segments = path.split("/").slice(1);
  for (const candidate of routes) {
    if (candidate.method !== request.method || candidate.segments.length !== segments.length) continue;
    const params: Record<string, string> = deployment === undefined ? {} : { deployment };
    if (candidate.segments.every((segment, i) => matches(segment, segments[i] ?? "", params))) {
      return { handler: candidate.answer, params };
    }
  }
  return undefined;
}

/** `/v1/files`, `/openai/v1/files`, `/openai/files`, `/openai/deployments/x/files` and `/files` are one. */
function withoutPrefix(path: string): { path: string; deployment: string | undefined } {
  const match = path.match(/^(?:\/openai(?:\/deployments\/([^/]+))?)?(?:\/v1)*(\/.*)$/);
  const deployment = match?.[1];
  return {
    path: match?.[2] ?? path,
    deployment: deployment === undefined ? undefined : decodeURIComponent(deployment),
  };
}

function matches(segment: string, actual: string, params: Record<string, string>): boolean {
  if (!segment.startsWith(":")) return segment === actual;
  params[segment.slice(1)] = decodeURIComponent(actual);
  return actual !== "";
}
