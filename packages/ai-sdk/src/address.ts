import { type Auth, env } from "@valetkey/core";
import { isTrustworthy } from "@valetkey/core/adapter";
import type { Settings } from "./settings.ts";

/** What a provider reads by itself where its settings do not say. */
export interface Defaults {
  /** The environment variable of its key. */
  readonly key?: string;
  /** That of its base URL. */
  readonly baseURL?: string;
  /** Where it talks to without one. Missing where that depends on more. */
  readonly origin?: string;
}

/** An address where nobody on the way could read along. */
const isGood = (address: string | undefined): address is string =>
  address !== undefined && URL.canParse(address) && isTrustworthy(address);

/**
 * Where a provider with these settings talks to. Some have a second address for a part of their models, such as
 * Azure's `speechBaseURL`. Where neither the settings nor the provider's defaults tell, only the SDK knows.
 */
export function addressOf(
  settings: Settings,
  { baseURL, origin }: Defaults,
): Pick<Auth, "baseURL" | "origins"> {
  const addresses = Object.entries(settings).flatMap(([name, value]) =>
    /base_?url$/i.test(name) && typeof value === "string" ? [value] : [],
  );
  const hasFirst = Object.keys(settings).some((name) => /^base_?url$/i.test(name) && settings[name] != null);
  if (!hasFirst) {
    // One in the environment that is no good is refused at the call: importing a default instance must not throw.
    const named = baseURL ? (env(baseURL)({}) as string | undefined) : undefined;
    return { origins: origin ? [named, origin].filter(isGood) : "sdk" };
  }
  // One by which others could read along is refused by name, as if it were the only one.
  const bad = addresses.find((address) => !isGood(address));
  const [only = "", another] = bad === undefined ? addresses : [bad];
  return another === undefined ? { baseURL: only } : { origins: addresses };
}
