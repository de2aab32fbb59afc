import { type Auth, createValet, type Fetch } from "@valetkey/core";
import { answerFailures, deriveAuth } from "@valetkey/core/adapter";
import OpenAI, { type ClientOptions } from "openai";

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
  const settings = { fetch: inner as Fetch | undefined, replaceable: ["user-agent"] };
  const valet = createValet(deriveAuth(auth, { baseURL }), settings);
  return new OpenAI({
    ...rest,
    ...(baseURL && { baseURL }),
    apiKey: valet.placeholder,
    fetch: outside(answerFailures(valet.fetch)),
  });
}
