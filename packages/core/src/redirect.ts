import { AuthError } from "./auth-error.ts";
import { isObject } from "./key.ts";

/** A request as it goes out: what a redirect changes of it. */
export interface Hop {
  readonly href: string;
  readonly method: string;
  readonly body: NonNullable<RequestInit["body"]> | null;
}

/** Can the body be sent a second time? A stream is gone after the first. */
export const isReplayable = ({ body }: Hop): boolean =>
  !isObject(body) || !("getReader" in body || Symbol.asyncIterator in body);

/**
 * Where a response sends the request on to, as `fetch` would follow it; undefined if it does not.
 *
 * @throws AuthError `origin_refused` for another scheme, or where a browser hides the target; TypeError, as
 * `fetch` would, for a body that can be sent only once.
 */
export function redirected(response: Response, hop: Hop): Hop | undefined {
  const { status } = response;
  // A browser hides where a redirect leads, and even that it is one: its status is 0.
  const location =
    status === 0 ? "hidden:" : [301, 302, 303, 307, 308].includes(status) && response.headers.get("location");
  if (!location) return undefined;
  const { href, protocol } = new URL(location, hop.href);
  if (!/^https?:$/.test(protocol))
    throw new AuthError("origin_refused", `A redirect to ${protocol} is not followed.`);
  if (status === 303 ? hop.method !== "HEAD" : status < 303 && hop.method === "POST")
    return { href, method: "GET", body: null };
  if (!isReplayable(hop)) throw new TypeError("A redirect needs the body again.");
  return { ...hop, href };
}
