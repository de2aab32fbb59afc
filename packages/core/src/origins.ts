import { AuthError } from "./auth-error.ts";
import type { Auth } from "./types.ts";

/** May a request carry the key there? */
export type Belongs = (href: string, hasPlaceholder: boolean) => boolean;

/** Wherever the SDK itself addressed the placeholder: where no address tells, a request without it is somebody else's. */
export const whereMarked: Belongs = (href, hasPlaceholder) => hasPlaceholder && isTrustworthy(href);

/** What to say to a request that may not carry the key. */
export const notTo = (href: string): AuthError =>
  new AuthError("origin_refused", `The key may not go to ${new URL(href).origin} unless origins names it.`);

/**
 * Where the key of an auth may go: to `origins`, else to the origin of `baseURL`.
 *
 * @throws AuthError `origin_refused` if neither is known, or one cannot be.
 */
export function originsOf({ origins, baseURL }: Pick<Auth, "origins" | "baseURL">): Belongs {
  const named = Array.isArray(origins) && origins.length > 0 ? origins : undefined;
  const allowed = (named ?? [baseURL]).map(originOf);
  if (!named && !isTrustworthy(allowed[0] as string)) throw notTo(allowed[0] as string);
  // Most addresses begin with the origin and a slash, and need no parsing.
  return (href) => allowed.some((origin) => href.startsWith(origin)) || allowed.includes(rootOf(href));
}

/** The origin with a slash: an address that begins so cannot be at another one. */
const rootOf = (href: string) => `${new URL(href).origin}/`;

function originOf(address: string | undefined): string {
  if (address && /^https?:[^*]+$/i.test(address) && URL.canParse(address)) return rootOf(address);
  throw new AuthError("origin_refused", "baseURL or origins has to be an https URL.");
}

/**
 * Nobody on the way can read along: https, or this machine (a potentially trustworthy origin, as W3C's Secure
 * Contexts has it).
 */
export function isTrustworthy(href: string): boolean {
  const { protocol, hostname } = new URL(href);
  return protocol === "https:" || /^((.+\.)?localhost|127[.\d]+|\[::1\])$/.test(hostname);
}
