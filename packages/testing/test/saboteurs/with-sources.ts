import { setImmediate as nextTurn } from "node:timers/promises";
import type { Auth, CachedSource, KeyInput, Source } from "@valetkey/core";
import { connect } from "../reference-adapter.ts";
import { ask, outside, type Saboteur, saboteur, withAuth } from "./saboteur.ts";

const once = <T>(source: Source<T>): Source<T> => {
  const first = Promise.resolve().then(() => source({}));
  first.catch(() => {});
  return () => first;
};

/** Those that ask a source wrongly, or tell it the wrong things. */
export const withSources = (): readonly Saboteur[] => [
  saboteur(
    "asks its sources when it is made, and never again",
    withAuth(({ key, headers, ...auth }) => ({
      ...auth,
      ...(key && { key: typeof key === "function" ? once(key) : key }),
      ...(headers && { headers: typeof headers === "function" ? once(headers) : headers }),
    })),
    "good for one",
    "again for each retry",
    "without a failure: chat",
    "tenants of one client apart",
  ),
  saboteur(
    "tells no source of a refusal",
    withAuth(({ key, ...auth }) => ({ ...auth, ...(key && { key: () => ask(key) }) })),
    "goes through a rotation without a failure",
    "60 concurrent",
    "whose key is revoked in the middle",
    "storm",
    "two requests at most",
    "derives a client with another key",
    "sends a file again",
    "renews the key for the next call",
    "goes on with another key of a pool",
    "two credentials key is",
    "`scheme` names",
    "shows the keys of a source",
  ),
  saboteur(
    "throws the cache away at every refusal",
    withAuth(({ key, ...auth }) => {
      const cache = key as CachedSource<string>;
      return { ...auth, key: Object.assign(() => cache(), { invalidate: () => cache.invalidate() }) };
    }),
    "storm",
    "a hundred calls with a key that stays refused",
  ),
  saboteur(
    "takes no key but a function",
    withAuth(({ key, ...auth }) => ({ ...auth, ...(typeof key === "function" && { key }) })),
    "a key as it stands, and",
  ),
  saboteur(
    "takes no credential but a key",
    withAuth(({ headers: _, scheme: __, ...auth }) => auth),
    "from a header source alone",
    "`scheme` names",
    "two credentials",
    "failure of a header source",
    "the wait for a header",
    "prefers the headers of a call",
  ),
  saboteur(
    "asks for keys that nobody waits for",
    (auth, options) => {
      const client = connect(auth, options);
      const completions = client.chat.completions;
      const create = completions.create.bind(completions);
      completions.create = ((...parameters: Parameters<typeof create>) => {
        ask(auth.key).catch(() => {});
        return create(...parameters);
      }) as typeof create;
      return client;
    },
    "aborted before it begins",
    "good for one",
    "a credential of the call's own",
    "removes the header",
    "failure of the key's source",
    "failure of a cached source",
  ),
  saboteur(
    "keeps the key of the moment in a variable",
    withAuth(({ key, headers, ...auth }) => {
      let last: KeyInput | undefined;
      const shared = async () => {
        last = await ask(key);
        await nextTurn();
        return last as string;
      };
      return { ...auth, ...(headers && { headers }), key: shared };
    }),
    "tenants of one client apart",
  ),
  saboteur(
    "keeps one auth for all clients of an address",
    (() => {
      const first = new Map<unknown, Auth>();
      return withAuth((auth, { baseURL }) => {
        const known = first.get(baseURL) ?? auth;
        first.set(baseURL, known);
        return known;
      });
    })(),
    "keeps 100 clients apart",
    "holds a placeholder",
    "holds the same placeholder",
  ),
  saboteur(
    "makes a new placeholder for each client",
    withAuth((auth) => ({ ...auth, id: crypto.randomUUID() })),
    "holds a placeholder",
    "holds the same placeholder",
  ),
  saboteur(
    "leaves a rejection behind",
    outside((adapted) => (input, init) => {
      const response = adapted(input, init);
      response.then(() => {});
      return response;
    }),
    "leaves no rejection unhandled",
    "ends the wait for a key when",
  ),
];
