import { AuthError } from "./auth-error.ts";
import { describeType } from "./key.ts";
import type { Auth } from "./types.ts";

/** The origins that a credential may go to. */
export interface Origins {
  /** May a request that carries the placeholder get the key? */
  allows(href: string): boolean;
  /** Does a request without it go to the API all the same? With `"sdk"` nobody can tell: no. */
  covers(href: string): boolean;
  /** What to say to a request that may not have the key. */
  refusal(href: string): AuthError;
}

/**
 * Where the key of an auth may go: to `origins`, else to the origin of `baseURL`.
 *
 * @throws AuthError `origin_refused` if neither is known, or one cannot be.
 */
export function originsOf({ origins, baseURL }: Pick<Auth, "origins" | "baseURL">): Origins {
  if (origins === "sdk") return { allows: (href) => isSafe(new URL(href)), covers: () => false, refusal: (href) => refused(href, "https or loopback") };
  const named = (origins ?? []).map((origin) => parse(origin, "origins"));
  const base = baseURL === undefined ? undefined : parse(baseURL, "baseURL");
  if (origins === undefined && base && !isSafe(base)) {
    throw new AuthError("origin_refused", `baseURL is plain http (${base.origin}): a key goes there only if origins names it: origins: ["${base.origin}"].`);
  }
  const allowed = new Set((origins ? named : base ? [base] : []).map((url) => url.origin));
  if (allowed.size === 0) {
    throw new AuthError("origin_refused", "Nobody said where the key may go: pass baseURL or origins.");
  }
  // Most requests go where the last one went; a string that begins with that origin and a slash needs no parsing.
  let last = "\0";
  const allows = (href: string): boolean => {
    if (href.startsWith(last)) return true;
    const { origin } = new URL(href);
    if (!allowed.has(origin)) return false;
    last = `${origin}/`;
    return true;
  };
  return { allows, covers: allows, refusal: (href) => refused(href, [...allowed].join(", ")) };
}

function parse(text: unknown, parameter: string): URL {
  const url = typeof text === "string" && !text.includes("*") && URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url;
  throw new AuthError("origin_refused", `${parameter} has ${typeof text === "string" ? "a text that is no" : `${describeType(text)} where there should be an`} https or http URL, such as https://api.example.com.`);
}

const refused = (href: string, allowed: string): AuthError =>
  new AuthError("origin_refused", `A request to ${new URL(href).origin} would have carried the key, which may go to ${allowed} only. If that is right, add the origin to origins.`);

/** Nobody on the way can read along. */
const isSafe = ({ protocol, hostname }: URL): boolean =>
  protocol === "https:" || /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
