import { json, type Reply } from "../loopback/reply.ts";
import type { Dialect } from "./dialect.ts";
import type { Fields } from "./input.ts";

/** What a route throws to answer an error. */
export class ServiceError extends Error {
  readonly status: number;
  readonly code: string | undefined;

  constructor(status: number, message: string, code?: string) {
    super(message);
    this.name = "ServiceError";
    this.status = status;
    this.code = code;
  }
}

/** An error in the words of the service whose dialect the request speaks. */
export interface ErrorDetails {
  readonly status: number;
  readonly message?: string | undefined;
  readonly code?: string | undefined;
}

export function errorReply(dialect: Dialect, requestId: string, error: ErrorDetails): Reply {
  return json(errorBody(dialect, requestId, error), error.status);
}

export function errorBody(dialect: Dialect, requestId: string, error: ErrorDetails): Fields {
  const { status } = error;
  const known = WORDS[status] ?? (status < 500 ? WORDS[400] : WORDS[500]);
  const message = error.message ?? known?.message;
  if (dialect === "anthropic") {
    // The codes of routes are OpenAI's; Anthropic has types, which go by the status.
    const code = error instanceof ServiceError ? undefined : error.code;
    const type = code ?? known?.anthropic;
    return { type: "error", error: { type, message }, request_id: requestId };
  }
  if (dialect === "azure") return { error: { code: error.code ?? String(status), message } };
  const code = error.code ?? known?.code ?? null;
  return { error: { message, type: known?.type, param: null, code } };
}

interface Words {
  readonly message: string;
  readonly type: string;
  readonly code?: string;
  readonly anthropic: string;
}

const INVALID = "invalid_request_error";

const WORDS: Readonly<Record<number, Words>> = {
  400: { message: "The request is not valid.", type: INVALID, anthropic: INVALID },
  401: {
    message: "Incorrect API key provided.",
    type: INVALID,
    code: "invalid_api_key",
    anthropic: "authentication_error",
  },
  403: {
    message: "This key may not do that.",
    type: INVALID,
    code: "insufficient_permissions",
    anthropic: "permission_error",
  },
  404: { message: "There is nothing here.", type: INVALID, code: "not_found", anthropic: "not_found_error" },
  413: { message: "The request is too large.", type: INVALID, anthropic: "request_too_large" },
  429: {
    message: "Too many requests. Please wait before you try again.",
    type: "requests",
    code: "rate_limit_exceeded",
    anthropic: "rate_limit_error",
  },
  500: { message: "The server had an error.", type: "server_error", anthropic: "api_error" },
  503: {
    message: "The service is not available at the moment.",
    type: "server_error",
    code: "service_unavailable",
    anthropic: "api_error",
  },
  529: { message: "Overloaded.", type: "server_error", code: "overloaded", anthropic: "overloaded_error" },
};
