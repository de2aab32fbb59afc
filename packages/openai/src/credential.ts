import type { Auth, KeyInput } from "@valetkey/core";
import { oneCredential, setsCredential } from "@valetkey/core/adapter";
import type { SdkOptions } from "./sdk-options.ts";
import { environmentKey, hasEnvironmentKey, type ServiceName } from "./services.ts";

/** Who authenticates a client: a key of ours, the SDK by its own means, or nobody. */
export type Credential =
  | { readonly by: "key"; readonly key: KeyInput; readonly isToken: boolean }
  | { readonly by: "sdk"; readonly options: Pick<SdkOptions, "apiKey"> }
  | { readonly by: "nobody" };

/**
 * The one credential of an auth and the SDK's options: a key function or a token provider among the options is
 * as good as a `key`. The environment's key counts only where nothing else is said, and never for an address
 * that the auth chose.
 *
 * @throws AuthError `auth_conflict`, naming both, for two.
 */
export function credentialOf(auth: Auth, options: SdkOptions, service: ServiceName | undefined): Credential {
  const { apiKey, azureADTokenProvider, bedrockTokenProvider, workloadIdentity, credential, provider } =
    options;
  const keys = { key: auth.key, apiKey, azureADTokenProvider, bedrockTokenProvider };
  const name = oneCredential({ ...keys, workloadIdentity, credential, provider });
  if (name && !(name in keys)) return { by: "sdk", options: { apiKey: null } };
  const key = keys[name as keyof typeof keys];
  if (name || "key" in auth) {
    // To an AzureOpenAI a function is a provider of Entra tokens, whatever it was given as.
    const isToken = name === "azureADTokenProvider" || (service === "azure" && typeof apiKey === "function");
    return { by: "key", key: key as KeyInput, isToken };
  }
  const own = { by: "sdk", options: apiKey === undefined ? {} : { apiKey } } as const;
  const mayBeTheEnvironments = apiKey === undefined && !auth.baseURL && !setsCredential(auth.headers);
  const found = mayBeTheEnvironments && service && environmentKey(service);
  if (found) return { by: "key", key: found, isToken: false };
  // Which variable the SDK reads is its own affair where its class is not known.
  if (mayBeTheEnvironments && !service && hasEnvironmentKey()) return own;
  // With nothing of ours the SDK says best what it misses.
  return auth.headers || auth.baseURL ? { by: "nobody" } : own;
}
