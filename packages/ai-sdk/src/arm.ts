import { type Auth, createValet, slotHeader, type Valet } from "@valetkey/core";
import { deriveAuth } from "@valetkey/core/adapter";
import { addressOf, type Defaults } from "./address.ts";
import { explainFailures, keyFunction } from "./api-call-error.ts";
import { credentialOf } from "./credential.ts";
import type { Settings } from "./settings.ts";

/** What providers set by default, so that a header source may replace it. */
const replaceable = ["user-agent", "anthropic-version"];

/**
 * Puts an auth into the settings of a provider: the placeholder where the provider reads its key, and the `fetch`
 * that swaps it. What is a key among the settings becomes that of the auth; so does the environment's, if there is
 * none and `defaults` name its variable.
 *
 * @throws AuthError `auth_conflict` for two credentials, and whatever else `createValet` refuses.
 */
export function arm(given: Auth, settings: Settings, defaults: Defaults = {}): Settings {
  const credential = credentialOf(given, settings, defaults.key);
  const { apiKey, tokenProvider: _entra, authToken: _oauth, ...rest } = settings;
  const own = credential.by === "sdk" && apiKey !== undefined ? { apiKey } : undefined;
  const { baseURL = given.baseURL } = settings;
  const addressed = { ...own, ...rest, ...(baseURL !== undefined && { baseURL }) };
  // Nothing for us to do: no key of ours, and no headers.
  if (credential.by === "sdk" && given.headers === undefined) return addressed;

  const isKey = credential.by === "key";
  const auth = deriveAuth(given, {
    ...(given.origins === undefined && addressOf(addressed, defaults)),
    ...(isKey && { key: credential.key }),
    ...(isKey && credential.isToken && { scheme: given.scheme ?? ("bearer" as const) }),
  });
  const valet = createValet(auth, { fetch: settings.fetch, replaceable });
  const isNative = isKey && auth.native === true;
  const isMarked = auth.origins === "sdk" && auth.headers !== undefined && !isNative;
  return {
    ...addressed,
    ...(isMarked && { headers: withMark(settings.headers, valet) }),
    ...(credential.by !== "sdk" && { apiKey: isNative ? keyFunction(valet.key) : valet.placeholder }),
    fetch: explainFailures(valet.fetch),
  };
}

/** Marks what the provider sends to its API, for the dynamic headers: without a base URL nothing else tells. */
function withMark(headers: Settings["headers"], { placeholder }: Valet): Settings["headers"] {
  const mark = { [slotHeader]: placeholder };
  const isPlain = typeof headers !== "function" && !(headers && "then" in headers);
  if (isPlain) return { ...headers, ...mark };
  return async () => ({ ...(await (typeof headers === "function" ? headers() : headers)), ...mark });
}
