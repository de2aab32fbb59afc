import type { HeaderBag } from "./plain-headers.ts";

/** A request on its way: what a redirect changes of it. */
export interface Hop {
  href: string;
  method: string;
  body: RequestInit["body"] | undefined;
}

const statuses = new Set([301, 302, 303, 307, 308]);

/** Where a response sends the request on to, if it does. */
export function redirectTarget(response: Response, href: string): URL | undefined {
  const location = statuses.has(response.status) ? response.headers.get("location") : null;
  if (location === null) return undefined;
  const target = new URL(location, href);
  if (!/^https?:$/.test(target.protocol)) throw new TypeError(`A redirect leads to ${target.protocol}, which fetch does not follow.`);
  if (target.hash === "") target.hash = new URL(href).hash;
  return target;
}

/** Does the redirect drop the body? A 303 becomes a GET, and so does a POST with 301 or 302 (Fetch standard). */
export const becomesGet = (status: number, method: string): boolean =>
  status === 303 ? method !== "GET" && method !== "HEAD" : (status === 301 || status === 302) && method === "POST";

/** What describes a body leaves with it. */
export function dropBodyHeaders(headers: HeaderBag): void {
  for (const name of ["encoding", "language", "location", "type", "length"]) headers.delete(`content-${name}`);
}
