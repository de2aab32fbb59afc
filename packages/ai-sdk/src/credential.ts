import { type Auth, env, type KeyInput } from "@valetkey/core";
import { oneCredential, setsCredential } from "@valetkey/core/adapter";
import type { Settings } from "./settings.ts";

/** Who authenticates a provider: a key of ours, the SDK by its own means, or nobody. */
export type Credential =
  | { readonly by: "key"; readonly key: KeyInput; readonly isToken: boolean }
  | { readonly by: "sdk" }
  | { readonly by: "nobody" };

/**
 * The one credential of an auth and a provider's settings: a key function or a token provider among the settings
 * is as good as a `key`. The environment's key counts only where nothing else is said, and never for an address
 * that the auth chose; without the name of its variable the SDK reads it itself.
 *
 * @throws AuthError `auth_conflict`, naming both, for two.
 */
export function credentialOf(auth: Auth, settings: Settings, variable: string | undefined): Credential {
  const { apiKey, tokenProvider, authToken } = settings;
  const { credentialProvider, accessKeyId, googleAuthOptions, googleCredentials } = settings;
  const keys = { key: auth.key, apiKey, tokenProvider, authToken };
  const clouds = { credentialProvider, accessKeyId, googleAuthOptions, googleCredentials };
  const name = oneCredential({ ...keys, ...clouds });
  if (name && !(name in keys)) return { by: "sdk" };
  if (name || "key" in auth) {
    const key = keys[name as keyof typeof keys] as KeyInput;
    return { by: "key", key, isToken: name === "tokenProvider" || name === "authToken" };
  }
  if (auth.baseURL !== undefined || setsCredential(auth.headers)) return { by: "nobody" };
  return variable ? { by: "key", key: env(variable), isToken: false } : { by: "sdk" };
}
