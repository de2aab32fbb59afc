import { type AuthOptions as AnyAuthOptions, inheritAuth, splitAuth } from "@valetkey/core/adapter";
import { type Armed, arm } from "./arm.ts";
import { ownCredentials } from "./credential.ts";
import type { SdkOptions } from "./sdk-options.ts";

/** What a drop-in takes besides the SDK's own options. `native` is for WebSockets, of which the SDK has none. */
export type AuthOptions = Omit<AnyAuthOptions, "native">;

/** Whose options a derived client's are. A symbol: it is nobody's option, and shows up nowhere. */
export const parent: unique symbol = Symbol("parent");

/** The options of a drop-in, and what it tells itself when it is derived. */
export type DropInOptions = AuthOptions & SdkOptions & { readonly [parent]?: Armed };

/** By which a derived client becomes another tenant. */
const credentialNames = ["apiKey", "authToken", ...ownCredentials] as const;

/** Tells the auth from the SDK's options and puts the one into the other, for a drop-in's constructor. */
export function armDropIn(options: DropInOptions): Armed {
  const [own, rest] = splitAuth<SdkOptions>(options);
  const from = options[parent];
  if (!from) return arm(own, rest, "anthropic");
  const held = from.options;
  const isNew = (name: keyof SdkOptions) => (rest[name] ?? null) !== null && rest[name] !== held[name];
  const isAnother = "key" in own || credentialNames.some(isNew);
  return arm(inheritAuth(from, own, isAnother), ownOptions(from, rest, isAnother), "anthropic");
}

/**
 * The SDK hands on what it holds: of that, what was ours gives way to what the user had given, and with another
 * credential the first one's goes.
 */
function ownOptions({ options: held, fetch }: Armed, options: SdkOptions, isAnother: boolean): SdkOptions {
  const own = { ...options };
  const isHeld = (name: keyof SdkOptions) => own[name] === held[name];
  if (isHeld("apiKey") && own.apiKey !== null) own.apiKey = undefined;
  if (isAnother) for (const name of ownCredentials) if (isHeld(name)) delete own[name];
  if (isHeld("fetch")) own.fetch = fetch;
  return own;
}
