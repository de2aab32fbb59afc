/**
 * Is an address somebody else's: not at the host of one of these, nor at a host under it? What an SDK reads from its
 * own vendor's environment variables, such as an organization, has no business there.
 *
 * @example
 * ```ts
 * import { isElsewhere } from "@valetkey/core/adapter";
 *
 * isElsewhere("https://eu.api.openai.com/v1", ["https://api.openai.com"]); // false
 * isElsewhere("https://api.groq.com/openai/v1", ["https://api.openai.com"]); // true
 * ```
 */
export function isElsewhere(address: string, homes: readonly (string | undefined)[]): boolean {
  const host = hostOf(address);
  return homes.map(hostOf).every((home) => !home || (host !== home && !host?.endsWith(`.${home}`)));
}

const hostOf = (address: string | undefined): string | undefined =>
  address !== undefined && URL.canParse(address) ? new URL(address).host : undefined;
