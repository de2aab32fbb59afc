import { AuthError } from "./auth-error.ts";
import type { Auth } from "./types.ts";

/** May a request carry the key there? One without the placeholder counts only if the address alone tells. */
export type Belongs = (href: string, hasPlaceholder: boolean) => boolean;

/** What to say to a request that may not carry the key. */
export const notTo = (href: string): AuthError =>
  new AuthError("origin_refused", `The key may not go to ${new URL(href).origin} unless origins names it.`);

/**
 * Where the key of an auth may go: to `origins`, else to the origin of `baseURL`.
 *
 * @throws AuthError `origin_refused` if neither is known, or one cannot be.
 */
export function originsOf({ origins, baseURL }: Pick<Auth, "origins" | "baseURL">): Belongs {
  if (origins === "sdk") return (href, hasPlaceholder) => hasPlaceholder && isTrustworthy(href);
  const named = origins?.length ? origins : undefined;
  const allowed = (named ?? [baseURL]).map(originOf);
  if (!named && !isTrustworthy(allowed[0] as string)) throw notTo(allowed[0] as string);
  // Most addresses begin with the origin and a slash, and need no parsing.
  return (href) => allowed.some((origin) => href.startsWith(`${origin}/`) || new URL(href).origin === origin);
}

function originOf(address: string | undefined): string {
  if (address && /^https?:[^*]+$/i.test(address) && URL.canParse(address)) return new URL(address).origin;
  throw new AuthError("origin_refused", "baseURL or origins has to be an https address.");
}

/**
 * Nobody on the way can read along: https, or this machine (a potentially trustworthy origin, as W3C's Secure
 * Contexts has it).
 */
export function isTrustworthy(href: string): boolean {
  const { protocol, hostname } = new URL(href);
  return protocol === "https:" || /^((.+\.)?localhost|127[.\d]+|\[::1\])$/.test(hostname);
}
