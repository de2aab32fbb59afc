import type { Auth } from "@valetkey/core";
import { isTrustworthy } from "@valetkey/core/adapter";
import type { Settings } from "./settings.ts";

/**
 * Where a provider with these settings talks to. Some have a second address for a part of their models, such as
 * Azure's `speechBaseURL`; without a first one only the SDK knows it.
 */
export function addressOf(settings: Settings): Pick<Auth, "baseURL" | "origins"> {
  const addresses = Object.entries(settings).flatMap(([name, value]) =>
    /base_?url$/i.test(name) && typeof value === "string" ? [value] : [],
  );
  const hasFirst = Object.keys(settings).some((name) => /^base_?url$/i.test(name) && settings[name] != null);
  if (!hasFirst) return { origins: "sdk" };
  // One by which others could read along is refused by name, as if it were the only one.
  const bad = addresses.find((address) => !URL.canParse(address) || !isTrustworthy(address));
  const [only = "", another] = bad === undefined ? addresses : [bad];
  return another === undefined ? { baseURL: only } : { origins: addresses };
}
