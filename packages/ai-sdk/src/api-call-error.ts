import { APICallError } from "@ai-sdk/provider";
import { AuthError, type Fetch, isAuthError, type KeySource } from "@valetkey/core";

/**
 * A key that cannot be had, as the AI SDK's own error: it retries by `isRetryable`, and nothing else. What no
 * retry can cure has the status of a refused key, by which the AI Gateway's provider and many an app decide;
 * what may be over at the next try has none, as a broken connection.
 */
function apiCallError(error: unknown, url: string, body?: unknown): unknown {
  if (!isAuthError(error)) return error;
  const { message, code, retryable, retryAfter } = error;
  const type = retryable ? "internal_server_error" : "invalid_request_error";
  return new APICallError({
    message,
    url,
    requestBodyValues: typeof body === "string" ? parsed(body) : {},
    ...(!retryable && { statusCode: 401 }),
    ...(retryAfter !== undefined && { responseHeaders: { "retry-after-ms": `${retryAfter}` } }),
    isRetryable: retryable,
    // The shape of the AI Gateway's errors, whose provider makes errors of its own out of them. (Of one of the
    // type "authentication_error" it hides the text and the cause behind advice about its environment variable.)
    data: { error: { type, code, message } },
    cause: retryable ? error : withoutNetworkError(error),
  });
}

/** Network errors by their codes, as @ai-sdk/provider-utils has them. */
const networkCode = /^(ECONNRE|ETIMEDOUT|EPIPE|UND_ERR_|Connection|FailedToOpenSocket)/;

/** Whatever an error says itself, the SDK retries it if a network error is behind it; then that is left out. */
function withoutNetworkError(error: AuthError): AuthError {
  let link: unknown = error.cause;
  while (link instanceof Error && !networkCode.test(String((link as { code?: unknown }).code)))
    link = link.cause;
  const { code, message } = error;
  return link instanceof Error ? new AuthError(code, message, { retryable: false }) : error;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** A `fetch` whose key failures the AI SDK understands. */
export function explainFailures(fetch: Fetch): Fetch {
  return async (input, init) => {
    // The SDK also calls `fetch` for a call that was aborted before it began; no key is asked for then.
    init?.signal?.throwIfAborted();
    try {
      return await fetch(input, init);
    } catch (error) {
      throw apiCallError(error, (input as Request).url ?? `${input}`, init?.body);
    }
  };
}

/** A key function, as the SDK calls it, whose failures the AI SDK understands. */
export function keyFunction(key: KeySource): () => Promise<string> {
  return async () => {
    try {
      return (await key({})) as string;
    } catch (error) {
      throw apiCallError(error, "");
    }
  };
}
