import type { Auth, KeyInput } from "@valetkey/core";
import { oneCredential, setsCredential } from "@valetkey/core/adapter";
import type { SdkOptions } from "./sdk-options.ts";
import {
  environmentKey,
  hasEnvironmentCredentials,
  hasEnvironmentKey,
  type ServiceName,
} from "./services.ts";

/** Who authenticates a client: a key of ours, the SDK by its own means, or nobody. */
export type Credential =
  | { readonly by: "key"; readonly key: KeyInput; readonly isToken: boolean }
  | { readonly by: "sdk"; readonly options: Pick<SdkOptions, "apiKey" | "authToken"> }
  | { readonly by: "nobody" };

/** Ways of the SDK's own: it fetches these credentials itself. */
export const ownCredentials: readonly (keyof SdkOptions)[] = [
  "credentials",
  "config",
  "profile",
  "awsAccessKey",
  "awsProfile",
  "providerChainResolver",
  "googleAuth",
  "authClient",
];

/**
 * The one credential of an auth and the SDK's options: an `apiKey` or an `authToken`, be it a function, is as good
 * as a `key`. The environment's key counts only where nothing else is said, and never for an address that the
 * auth chose.
 *
 * @throws AuthError `auth_conflict`, naming both, for two.
 */
export function credentialOf(auth: Auth, options: SdkOptions, service: ServiceName | undefined): Credential {
  const { apiKey, authToken } = options;
  const keys = { key: auth.key, apiKey, authToken };
  const own = Object.fromEntries(ownCredentials.map((name) => [name, options[name]]));
  const name = oneCredential({ ...keys, ...own });
  // Before version 1 the SDK prefers a key of the environment's to what it is told, unless it is told of none.
  if (name && !(name in keys)) return { by: "sdk", options: { apiKey: null, authToken: null } };
  if (name || "key" in auth) {
    return { by: "key", key: keys[name as keyof typeof keys] as KeyInput, isToken: name === "authToken" };
  }
  const asGiven = {
    by: "sdk",
    options: { ...(apiKey === null && { apiKey }), ...(authToken === null && { authToken }) },
  } as const;
  if (setsCredential(auth.headers)) return { by: "nobody" };
  if (!auth.baseURL) {
    const found = service && environmentKey(service, options);
    if (found) return { by: "key", ...found };
    // Which variable the SDK reads is its own affair where its class is not known.
    if (!service && hasEnvironmentKey(options)) return asGiven;
    if (service !== "bedrock" && service !== "vertex" && hasEnvironmentCredentials()) return asGiven;
  }
  // The clouds' credentials, and with nothing of ours the default profile, are for the SDK to find.
  if (service === "bedrock" || service === "vertex") return asGiven;
  return auth.headers || auth.baseURL ? { by: "nobody" } : asGiven;
}
