import type { Auth } from "@valetkey/core";
import type { Defaults } from "./address.ts";
import { arm } from "./arm.ts";
import type { Settings } from "./settings.ts";

/** What a drop-in takes besides the provider's own settings, of which `baseURL` is one. */
export type AuthSettings = Omit<Auth, "baseURL">;

const authNames: readonly string[] = [
  "key",
  "headers",
  "scheme",
  "origins",
  "id",
  "native",
  "onEvent",
] satisfies (keyof AuthSettings)[];

/** Tells the auth from the provider's settings and puts the one into the other. */
export function armDropIn(given: object, defaults?: Defaults): Settings {
  const entries = Object.entries(given);
  const own: AuthSettings = Object.fromEntries(entries.filter(([name]) => authNames.includes(name)));
  const rest: Settings = Object.fromEntries(entries.filter(([name]) => !authNames.includes(name)));
  return arm(own, rest, defaults);
}
