import type { Fetch } from "@valetkey/core";
import { connect } from "../reference-adapter.ts";
import { ask, inside, outside, type Saboteur, saboteur } from "./saboteur.ts";

/** Those that send what they should not, or not what they should. */
export const withRequests = (): readonly Saboteur[] => [
  saboteur(
    "tries again for ever",
    outside((adapted) => async (input, init) => {
      let response = await adapted(input, init);
      for (let tries = 0; tries < 10 && [401, 429].includes(response.status); tries++)
        response = await adapted(input, init);
      return response;
    }),
    "two requests at most",
    "a hundred calls with a key that stays refused",
    "no second time",
    "failure of the key's source",
    "every key of a pool is limited",
    "a credential of the call's own",
    "renews the key for the next call",
  ),
  saboteur(
    "swallows aborts",
    outside((adapted) => (input, init) => adapted(input, { ...init, signal: null })),
    "ends the wait for",
    "ends a request at the server",
  ),
  saboteur(
    "reads an answer to its end before it hands it on",
    outside((adapted) => async (input, init) => {
      const response = await adapted(input, init);
      return new Response(await response.arrayBuffer(), response);
    }),
    "ends a stream at the server",
  ),
  saboteur(
    "overrules what a call says",
    inside((inner, { headers }) => async (input, init) => {
      const values = Object.entries((typeof headers === "function" ? await headers({}) : headers) ?? {});
      return await inner(input, { ...init, headers: { ...init?.headers, ...Object.fromEntries(values) } });
    }),
    "prefers the headers of a call",
  ),
  saboteur(
    "puts its credentials on whatever has none",
    outside((adapted, auth) => async (input, init) => {
      const headers = new Headers(init?.headers);
      if (headers.has("authorization")) return await adapted(input, init);
      headers.set("authorization", `Bearer ${await ask(auth.key)}`);
      return await fetch(input, { ...init, headers });
    }),
    "downloads from elsewhere",
    "removes the header",
  ),
  saboteur(
    "takes the key to wherever the SDK goes",
    (auth, options) => connect({ ...auth, origins: "sdk" }, options),
    "to an address elsewhere",
    "refuses to take the key to the base URL",
  ),
  saboteur(
    "takes everything along on a redirect",
    inside((inner) => async (input, init) => {
      const response = await inner(input, init);
      const to = response.headers.get("location");
      return to ? await inner(new URL(to, response.url), init) : response;
    }),
    "sends it elsewhere",
  ),
  saboteur(
    "takes a redirect for a refusal",
    inside((inner) => async (input, init) => {
      const response = await inner(input, init);
      return response.headers.has("location") ? new Response(null, { status: 401 }) : response;
    }),
    "sends it elsewhere",
  ),
  saboteur(
    "looks `fetch` up when it is made",
    (auth, options) => connect(auth, { ...options, fetch: options.fetch ?? globalThis.fetch }),
    "so that one patched later",
  ),
  saboteur(
    "puts the user's `fetch` outside",
    (auth, { fetch: own, ...options }) => connect(auth, options, (adapted) => (own as Fetch) ?? adapted),
    "through the user's own `fetch`",
  ),
];
