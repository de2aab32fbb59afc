import type { Fetch } from "@valetkey/core";
import { parsed } from "./parsed.ts";

/**
 * A `fetch` for the openai SDK, and what is built on it, behind Pay-i: of an error's body that SDK keeps the member
 * `error` alone, if there is one (before version 7 in any case), and so drops what Pay-i puts beside it. This one puts
 * it there too, so that the SDK's error has Pay-i's `code` and `message`, and `payiError` finds the rest. Everything
 * else passes as it is.
 *
 * @example
 * ```ts
 * import { payiFetch } from "@valetkey/providers";
 *
 * const response = await payiFetch()("https://api.pay-i.com/api/v1/proxy/openai/v1/models");
 * ```
 */
export function payiFetch(fetch?: Fetch): Fetch {
  return async (input, init) => {
    const response = await (fetch ?? globalThis.fetch)(input, init);
    if (response.status < 400 || !response.headers.get("content-type")?.includes("json")) return response;
    const text = await response.text();
    const { status, statusText } = response;
    const headers = new Headers(response.headers);
    // They are of the body as it came.
    for (const name of ["content-length", "content-encoding"]) headers.delete(name);
    return new Response(withError(text), { status, statusText, headers });
  };
}

function withError(text: string): string {
  const body = parsed(text);
  if (typeof body !== "object" || body === null) return text;
  const { xproxy_error, xproxy_result, error, message } = body as Record<string, unknown>;
  if (typeof xproxy_error !== "object" || xproxy_error === null) return text;
  const given = typeof error === "object" ? error : { message: error };
  return JSON.stringify({
    ...body,
    error: { message, ...given, ...xproxy_error, xproxy_error, xproxy_result },
  });
}
