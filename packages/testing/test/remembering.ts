import type { Auth } from "@valetkey/core";
import type { Changes } from "@valetkey/testing/conformance";
import type OpenAI from "openai";
import type { ClientOptions } from "openai";

/** Makes a client of the openai SDK. */
export type Connect = (auth: Auth, options: ClientOptions) => OpenAI;

/** What a client is made of. */
export interface Parts {
  readonly auth: Auth;
  readonly options: ClientOptions;
}

/** Remembers what clients were made of, so that others can be derived from them. */
export function remembering(
  connect: Connect,
  change: (parts: Parts, changes: Changes) => Parts = changed,
): { connect: Connect; derive: (client: OpenAI, changes: Changes) => OpenAI } {
  const made = new WeakMap<OpenAI, Parts>();
  const remembered: Connect = (auth, options) => {
    const client = connect(auth, options);
    made.set(client, { auth, options });
    return client;
  };
  return {
    connect: remembered,
    derive(client, changes) {
      const { auth, options } = change(made.get(client) ?? { auth: {}, options: {} }, changes);
      return remembered(auth, options);
    },
  };
}

/** The key stays where it was; a new base URL moves the client alone. */
export function changed({ auth, options }: Parts, { baseURL, ...changes }: Changes): Parts {
  if (baseURL === undefined) return { auth: { ...auth, ...changes }, options };
  const origins = auth.origins ?? [new URL(options.baseURL ?? auth.baseURL ?? "").origin];
  return { auth: { ...auth, ...changes, origins }, options: { ...options, baseURL } };
}
