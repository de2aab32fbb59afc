import { type AuthOptions, inheritAuth, splitAuth } from "@valetkey/core/adapter";
import { type Armed, arm } from "./arm.ts";
import type { SdkOptions } from "./sdk-options.ts";
import type { ServiceName } from "./services.ts";

/** By which a derived client becomes another tenant. */
const credentialNames = [
  "apiKey",
  "azureADTokenProvider",
  "workloadIdentity",
  "credential",
  "provider",
] as const;

/** Where a derived client comes from. A symbol: it is nobody's option, and shows up nowhere. */
const descent: unique symbol = Symbol("descent");

interface Descent {
  readonly from: Armed;
  /** Whether the caller said `apiKey: null`; the SDK says it as well, of a client that holds a function. */
  readonly isCleared: boolean;
}

/** Says that options are for the SDK as they are. */
export const asTheyAre: unique symbol = Symbol("asTheyAre");

/** The options of a drop-in, and what it tells itself when it is derived. */
export type DropInOptions = AuthOptions &
  SdkOptions & { readonly [descent]?: Descent; readonly [asTheyAre]?: boolean };

/** The options by which a client is derived from another. */
export const derived = (from: Armed, options: DropInOptions): DropInOptions => ({
  ...options,
  [descent]: { from, isCleared: options.apiKey === null && !from.isToken },
});

/** Tells the auth from the SDK's options and puts the one into the other, for a drop-in's constructor. */
export function armDropIn(options: DropInOptions, service: ServiceName): Armed {
  const [own, rest] = splitAuth<SdkOptions>(options);
  if (options[asTheyAre]) return { given: own, auth: own, options: rest };
  if (!options[descent]) return arm(own, rest, service);
  const { from, isCleared } = options[descent];
  const inherited = ownOptions(from, rest);
  const isAnother =
    isCleared || "key" in own || credentialNames.some((name) => (inherited[name] ?? null) !== null);
  return arm(inheritAuth(from, own, isAnother), inherited, service);
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
