import { type Auth, AuthError } from "@valetkey/core";
import { answerFailures, createValetInPlace, deriveAuth, withoutEnvHeaders } from "@valetkey/core/adapter";
import { credentialOf } from "./credential.ts";
import { byMiddleware, marked, unmarked } from "./middleware.ts";
import type { SdkOptions } from "./sdk-options.ts";
import { addressOf, choosesElsewhere, type ServiceName, serviceOf } from "./services.ts";

/** The headers in which the SDK puts its key; it makes new `Headers` for each attempt. */
const slots = ["authorization", "x-api-key"];

/** What the SDK sets by default, so that a header source may replace it. */
const replaceable = ["user-agent", "anthropic-version"];

/** The SDK's options with an auth in them, and the auth that became of both. */
export interface Armed {
  /** What the SDK gets. */
  readonly options: SdkOptions;
  /** What the user said. */
  readonly given: Auth;
  /** What it came to, with the options' key and address. */
  readonly auth: Auth;
  /** Whether the key was given as `authToken`. */
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
  if (given.native) {
    throw new AuthError(
      "auth_conflict",
      "native is for WebSockets, of which this SDK has none; leave it out.",
    );
  }
  const service = known ?? serviceOf(options);
  const credential = credentialOf(given, options, service);
  const { apiKey: _key, authToken: _token, fetch: inside, ...rest } = options;
  if (rest.fetchOptions) rest.fetchOptions = unmarked(rest.fetchOptions);
  if (given.baseURL !== undefined && options.baseURL === undefined) rest.baseURL = given.baseURL;
  // Nothing for us to do: no key of ours, and no headers.
  if (credential.by === "sdk" && given.headers === undefined) {
    const own = { ...rest, ...(inside && { fetch: inside }), ...credential.options };
    return { given, auth: given, options: own, fetch: inside };
  }

  const isToken = credential.by === "key" && credential.isToken;
  const auth = deriveAuth(given, {
    ...(given.origins ? undefined : addressOf(given, options, service, credential.by)),
    ...(credential.by === "key" && { key: credential.key }),
    ...(isToken && { scheme: given.scheme ?? ("bearer" as const) }),
  });
  const behaviour = { fetch: inside, replaceable };
  const { placeholder, fetch: writing } = createValetInPlace(auth, { ...behaviour, slots });
  // Middleware holds the SDK's own Headers, and would see the key in them: these are copied.
  const { fetch: copying } = createValetInPlace(auth, { ...behaviour, slots: [] });
  let send = answerFailures(byMiddleware(writing, copying));
  if (choosesElsewhere(given, options)) {
    send = withoutEnvHeaders(send, "ANTHROPIC_CUSTOM_HEADERS", {
      headers: options.defaultHeaders,
      placeholder: credential.by === "key" ? placeholder : undefined,
    });
  }
  const fetch = send as SdkOptions["fetch"];
  const held = credential.by === "sdk" ? credential.options : holdings(placeholder, service);
  const fetchOptions = marked(rest.fetchOptions);
  return { given, auth, options: { ...rest, fetchOptions, fetch, ...held }, isToken, fetch: inside };
}

/** The options by which a class holds the placeholder. */
function holdings(placeholder: string, service: ServiceName | undefined): SdkOptions {
  if (service !== "vertex") return { apiKey: placeholder, authToken: null };
  // AnthropicVertex refuses keys; of an AuthClient it takes the headers that it yields.
  const headers = () => new Headers({ authorization: `Bearer ${placeholder}` });
  return { authClient: { getRequestHeaders: async () => headers() } };
}
