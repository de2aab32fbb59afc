import { splitAuth } from "@valetkey/core/adapter";
import type { Defaults } from "./address.ts";
import { arm } from "./arm.ts";
import type { Settings } from "./settings.ts";

/** Tells the auth from the provider's settings and puts the one into the other. */
export function armDropIn(given: object, defaults?: Defaults): Settings {
  const [own, rest] = splitAuth<Settings>(given);
  return arm(own, rest, defaults);
}
