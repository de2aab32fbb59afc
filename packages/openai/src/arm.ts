import { type Auth, AuthError, type Valet } from "@valetkey/core";
import { answerFailures, createValetInPlace, deriveAuth, withoutEnvHeaders } from "@valetkey/core/adapter";
import { OpenAI } from "openai";
import { type Credential, credentialOf } from "./credential.ts";
import { remember } from "./registry.ts";
import type { SdkOptions } from "./sdk-options.ts";
import { addressOf, choosesElsewhere, type ServiceName, serviceOf } from "./services.ts";

/** The headers in which the SDK puts its key; it makes new `Headers` for each attempt. */
const slots = ["authorization", "api-key"];

/** What the SDK sets by default, so that a header source may replace it. */
const replaceable = ["user-agent", "openai-organization", "openai-project"];

/** The SDK's options with an auth in them, and the auth that became of both. */
export interface Armed {
  /** What the SDK gets. */
  readonly options: SdkOptions;
  /** What the user said. */
  readonly given: Auth;
  /** What it came to, with the options' key and address. */
  readonly auth: Auth;
  /** Whether the key was given as a provider of tokens. */
  readonly isToken?: boolean;
  /** The user's own `fetch`, inside. */
  readonly fetch?: SdkOptions["fetch"];
}

/**
 * Puts an auth into the SDK's options: the placeholder where the SDK reads its key, and the `fetch` that swaps
 * it. What is a key among the options becomes that of the auth.
 *
 * @throws AuthError `auth_conflict` for two credentials, and whatever else `createValet` refuses.
 */
export function arm(given: Auth, options: SdkOptions, known?: ServiceName): Armed {
  const service = known ?? serviceOf(options);
  const credential = credentialOf(given, options, service);
  const { apiKey: _key, azureADTokenProvider: _entra, bedrockTokenProvider: _bedrock, ...rest } = options;
  if (given.baseURL !== undefined && options.baseURL === undefined) rest.baseURL = given.baseURL;
  // Nothing for us to do: no key of ours, and no headers.
  if (credential.by === "sdk" && given.headers === undefined)
    return { given, auth: given, options: { ...rest, ...credential.options }, fetch: options.fetch };

  const isToken = credential.by === "key" && credential.isToken;
  const auth = deriveAuth(given, {
    ...(given.origins ? undefined : addressOf(given, options, service)),
    ...(credential.by === "key" && { key: credential.key }),
    ...(isToken && { scheme: given.scheme ?? ("bearer" as const) }),
  });
  const valet = createValetInPlace(auth, { fetch: options.fetch, replaceable, slots });
  let fetch = answerFailures(valet.fetch);
  if (choosesElsewhere(given, options)) {
    fetch = withoutEnvHeaders(fetch, "OPENAI_CUSTOM_HEADERS", {
      headers: options.defaultHeaders,
      placeholder: credential.by === "key" ? valet.placeholder : undefined,
    });
    // null keeps the SDK from reading the variable.
    for (const name of ["organization", "project", "adminAPIKey"] as const) rest[name] ??= null;
  }
  remember(fetch, auth);
  // What the SDK allows with a token provider it allows with what stands for one.
  if (isToken) rest.dangerouslyAllowBrowser ??= true;
  return {
    given,
    auth,
    options: { ...rest, fetch, ...held(credential, valet, auth, service) },
    isToken,
    fetch: options.fetch,
  };
}

/** What the SDK holds: the placeholder, in native mode a key function, or what it has of its own. */
function held(
  credential: Credential,
  valet: Valet,
  auth: Auth,
  service: ServiceName | undefined,
): SdkOptions {
  if (credential.by === "sdk") return credential.options;
  const isNative = credential.by === "key" && auth.native;
  return isNative ? keyFunction(valet, auth, service) : { apiKey: valet.placeholder };
}

/**
 * In native mode the SDK holds a key function, in the option that its class has for one.
 *
 * @throws AuthError `auth_conflict` where there is none.
 */
function keyFunction({ key }: Valet, { scheme }: Auth, service: ServiceName | undefined): SdkOptions {
  if (!("_callApiKey" in OpenAI.prototype)) {
    throw new AuthError("auth_conflict", "native needs openai 5.18 or later, which takes key functions.");
  }
  if (service === "bedrock") return { bedrockTokenProvider: key };
  if (service !== "azure") return { apiKey: key };
  if (scheme === "bearer") return { azureADTokenProvider: key };
  throw new AuthError(
    "auth_conflict",
    "native and an Azure api-key exclude each other: AzureOpenAI sends what a function returns as an Entra token. Leave native out, and open WebSockets with openWebSocket().",
  );
}
