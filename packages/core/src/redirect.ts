import { AuthError } from "./auth-error.ts";

/** A request as it goes out: what a redirect changes of it. */
export interface Hop {
  readonly href: string;
  readonly method: string;
  readonly body: NonNullable<RequestInit["body"]> | null;
}

/** Can the body be sent a second time? A stream is gone after the first. */
export const isReplayable = ({ body }: Hop): boolean =>
  !body ||
  typeof body === "string" ||
  ArrayBuffer.isView(body) ||
  [ArrayBuffer, Blob, FormData, URLSearchParams].some((kind) => body instanceof kind);

/**
 * Where a response sends the request on to, as `fetch` would follow it; undefined if it does not.
 *
 * @throws TypeError as `fetch` would: for another scheme, or a body that can be sent only once.
 */
export function redirected(response: Response, hop: Hop): Hop | undefined {
  const { status, type, headers } = response;
  if (type === "opaqueredirect")
    throw new AuthError(
      "origin_refused",
      "A browser hides where this redirect leads; with a key it is not followed.",
    );
  const location = /^30[12378]$/.test(`${status}`) ? headers.get("location") : null;
  if (location === null) return undefined;
  const { href, protocol } = new URL(location, hop.href);
  if (!/^https?:$/.test(protocol)) throw new TypeError(`A redirect to ${protocol} is not followed.`);
  if (status === 303 ? hop.method !== "HEAD" : status < 303 && hop.method === "POST")
    return { href, method: "GET", body: null };
  if (!isReplayable(hop)) throw new TypeError("A redirect asks again for a body that can be sent only once.");
  return { ...hop, href };
}
