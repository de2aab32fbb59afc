import { type AuthOptions as AnyAuthOptions, inheritAuth, splitAuth } from "@valetkey/core/adapter";
import { type Armed, arm } from "./arm.ts";
import { ownCredentials } from "./credential.ts";
import type { SdkOptions } from "./sdk-options.ts";

/** What a drop-in takes besides the SDK's own options. `native` is for WebSockets, of which the SDK has none. */
export type AuthOptions = Omit<AnyAuthOptions, "native">;

/** Where a derived client comes from. A symbol: it is nobody's option, and shows up nowhere. */
const descent: unique symbol = Symbol("descent");

interface Descent {
  readonly from: Armed;
  /** What the caller said; the SDK adds all that it holds. */
  readonly said: SdkOptions;
}

/** The options of a drop-in, and what it tells itself when it is derived. */
export type DropInOptions = AuthOptions & SdkOptions & { readonly [descent]?: Descent };

/** The options by which a client is derived from another. */
export const derived = (from: Armed, said: DropInOptions): DropInOptions => ({
  ...said,
  [descent]: { from, said },
});

/** By which a derived client becomes another tenant. */
const credentialNames = ["apiKey", "authToken", ...ownCredentials] as const;

/** Tells the auth from the SDK's options and puts the one into the other, for a drop-in's constructor. */
export function armDropIn(options: DropInOptions): Armed {
  const [own, rest] = splitAuth<SdkOptions>(options);
  if (!options[descent]) return arm(own, rest, "anthropic");
  const { from, said } = options[descent];
  const isNew = (name: keyof SdkOptions) =>
    (said[name] ?? null) !== null && said[name] !== from.options[name];
  const isCleared = said[from.isToken ? "authToken" : "apiKey"] === null;
  const isAnother = isCleared || "key" in own || credentialNames.some(isNew);
  const inherited = ownOptions(options[descent], rest, isAnother);
  if (isCleared) inherited.apiKey ??= null;
  return arm(inheritAuth(from, own, isAnother), inherited, "anthropic");
}

/**
 * The SDK hands on what it holds: of that, what was ours gives way to what the user had given, what it made of
 * the user's options to these, and with another credential the first one's goes.
 */
function ownOptions({ from, said }: Descent, options: SdkOptions, isAnother: boolean): SdkOptions {
  const { options: held, fetch } = from;
  const own = { ...options, credentials: said.credentials ?? held.credentials };
  const isHeld = (name: keyof SdkOptions) => own[name] === held[name];
  if (isHeld("apiKey") && own.apiKey !== null) own.apiKey = undefined;
  if (isAnother) for (const name of ownCredentials) if (isHeld(name)) delete own[name];
  if (isHeld("fetch")) own.fetch = fetch;
  return own;
}
