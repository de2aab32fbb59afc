import { type Auth, env, type KeyInput } from "@valetkey/core";
import { oneCredential, setsCredential } from "@valetkey/core/adapter";
import type { ClassEntry } from "./classes.ts";
import { at, type Fields, put } from "./fields.ts";

/** Who authenticates a model: a key of ours, the SDK by its own means, or nobody. */
export type Credential =
  | { readonly by: "key"; readonly key: KeyInput; readonly isToken: boolean }
  | { readonly by: "sdk" | "nobody" };

/** Fields that hold a token for `Authorization`, whatever header the class puts its keys into. */
const tokenFields: readonly string[] = ["azureADTokenProvider", "clientOptions.authToken"];

/** Fields that hold a key, or give one. */
const keyFields = [
  "apiKey",
  "openAIApiKey",
  "azureOpenAIApiKey",
  "anthropicApiKey",
  "configuration.apiKey",
  "clientOptions.apiKey",
  ...tokenFields,
];

/** Fields by which an SDK authenticates on its own account. */
const ownFields = ["configuration.workloadIdentity", "configuration.provider", "clientOptions.credentials"];

/** The fields without a key. */
export const withoutKeys = (fields: Fields): Fields =>
  keyFields.reduce((result, path) => put(result, path, undefined), fields);

/**
 * The one credential of an auth and the fields of a class: a key function or a token provider among them is as
 * good as a `key`. The environment's key counts only where nothing else is said, and never for an address that
 * the auth chose.
 *
 * @throws AuthError `auth_conflict`, naming both, for two.
 */
export function credentialOf(auth: Auth, fields: Fields, entries: readonly ClassEntry[]): Credential {
  const given = Object.fromEntries([...keyFields, ...ownFields].map((path) => [path, at(fields, path)]));
  const name = oneCredential({ key: auth.key, ...given });
  if (name !== undefined && ownFields.includes(name)) return { by: "sdk" };
  if (name !== undefined && name !== "key")
    return { by: "key", key: given[name] as KeyInput, isToken: tokenFields.includes(name) };
  if ("key" in auth) return { by: "key", key: auth.key as KeyInput, isToken: false };
  const mayBeTheEnvironments = !auth.baseURL && !setsCredential(auth.headers);
  const keys = entries.map(({ keyVariable }) => keyVariable && (env(keyVariable)({}) as string | undefined));
  const [found] = keys;
  if (mayBeTheEnvironments && entries.length === 1 && found) return { by: "key", key: found, isToken: false };
  // Which variable a class reads is its own affair where the class is not known.
  if (mayBeTheEnvironments && keys.some(Boolean)) return { by: "sdk" };
  // With nothing of ours the class says best what it misses.
  return { by: auth.headers || auth.baseURL ? "nobody" : "sdk" };
}
