import { type Auth, createValet, type Fetch, isAuthError } from "@valetkey/core";
import OpenAI, { type ClientOptions } from "openai";

/** One placeholder for each auth: clients that are rebuilt from it keep their place in the SDK's caches. */
const ids = new WeakMap<Auth, string>();

/**
 * An adapter for the openai SDK in its simplest form: what the suite is tried on. `outside` is there for those
 * that break it.
 */
export function connect(
  auth: Auth,
  options: ClientOptions,
  outside: (adapted: Fetch) => Fetch = (adapted) => adapted,
): OpenAI {
  const { fetch: inner, ...rest } = options;
  const baseURL = options.baseURL ?? auth.baseURL;
  const id = auth.id ?? ids.get(auth) ?? crypto.randomUUID();
  ids.set(auth, id);
  const settings = { fetch: inner as Fetch | undefined, replaceable: ["user-agent"] };
  const valet = createValet({ ...auth, id, baseURL: baseURL ?? undefined }, settings);
  return new OpenAI({
    ...rest,
    ...(baseURL && { baseURL }),
    apiKey: valet.placeholder,
    fetch: outside((input, init) => valet.fetch(input, init).catch(answered)),
  });
}

/** The SDK takes what `fetch` throws for a broken connection and tries again; a 401 it raises at once. */
function answered(error: unknown): Response {
  if (!isAuthError(error) || error.retryable) throw error;
  const { message, code } = error;
  return Response.json(
    { error: { message, code, type: "authentication_error" } },
    { status: 401, headers: { "x-should-retry": "false" } },
  );
}
