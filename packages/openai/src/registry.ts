import type { Auth, Fetch } from "@valetkey/core";
import type { OpenAI } from "openai";

/** The auth of a client, by the `fetch` that it was given; clients derived from it have the same. */
const registry = new WeakMap<Fetch, Auth>();

/** Remembers what a `fetch` was made of. */
export const remember = (fetch: Fetch, auth: Auth): unknown => registry.set(fetch, auth);

/** What a client was armed with; undefined if it was not. */
export const authOf = (client: OpenAI): Auth | undefined =>
  registry.get((client as unknown as { fetch: Fetch }).fetch);
