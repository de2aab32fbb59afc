import type { Auth } from "@valetkey/core";
import { deriveAuth } from "@valetkey/core/adapter";
import { type Armed, arm } from "./arm.ts";
import type { SdkOptions } from "./sdk-options.ts";
import type { ServiceName } from "./services.ts";

/** What a drop-in takes besides the SDK's own options, of which `baseURL` is one. */
export type AuthOptions = Omit<Auth, "baseURL">;

const authNames: readonly string[] = [
  "key",
  "headers",
  "scheme",
  "origins",
  "id",
  "native",
  "onEvent",
] satisfies (keyof AuthOptions)[];

/** By which a derived client becomes another tenant. */
const credentialNames = [
  "apiKey",
  "azureADTokenProvider",
  "workloadIdentity",
  "credential",
  "provider",
] as const;

/** Whose options a derived client's are. A symbol: it is nobody's option, and shows up nowhere. */
export const parent: unique symbol = Symbol("parent");

/** Says that options are for the SDK as they are. */
export const asTheyAre: unique symbol = Symbol("asTheyAre");

/** The options of a drop-in, and what it tells itself when it is derived. */
export type DropInOptions = AuthOptions &
  SdkOptions & { readonly [parent]?: Armed; readonly [asTheyAre]?: boolean };

/** Tells the auth from the SDK's options and puts the one into the other, for a drop-in's constructor. */
export function armDropIn(options: DropInOptions, service: ServiceName): Armed {
  const entries = Object.entries(options);
  const own: AuthOptions = Object.fromEntries(entries.filter(([name]) => authNames.includes(name)));
  const rest: SdkOptions = Object.fromEntries(entries.filter(([name]) => !authNames.includes(name)));
  if (options[asTheyAre]) return { given: own, auth: own, options: rest };
  const from = options[parent];
  if (!from) return arm(own, rest, service);
  const inherited = ownOptions(from, rest);
  return arm(inheritedAuth(from, own, inherited), inherited, service);
}

/** The SDK hands on what it holds: of that, what was ours gives way to what the user had given. */
function ownOptions({ options: held, fetch }: Armed, options: SdkOptions): SdkOptions {
  const isOurs = options.apiKey === (held.apiKey ?? held.azureADTokenProvider) && options.apiKey !== null;
  return {
    ...options,
    ...(isOurs && { apiKey: undefined }),
    ...(options.fetch === held.fetch && { fetch }),
  };
}

/**
 * What a derived client does not say stays as it was, the placeholder included. With another credential it is
 * another tenant, who has neither the first one's key nor its `id`. The origins stay, so that a derived
 * `baseURL` takes no key along.
 */
function inheritedAuth({ given, auth }: Armed, own: AuthOptions, options: SdkOptions): Auth {
  const { origins = auth.origins ?? (auth.baseURL === undefined ? undefined : [auth.baseURL]) } = own;
  const isAnother = "key" in own || credentialNames.some((name) => (options[name] ?? null) !== null);
  if (!isAnother) return deriveAuth(auth, { ...own, origins, baseURL: undefined });
  const { key: _key, id: _id, ...rest } = given;
  return { ...rest, ...own, origins };
}
