import type { Auth, Fetch } from "@valetkey/core";
import type { OpenAI } from "openai";
import type { ServiceName } from "./services.ts";

/** What is known of a client by the `fetch` that it was given; clients derived from it have the same. */
export interface Registered {
  readonly auth: Auth;
  readonly service: ServiceName | undefined;
}

const registry = new WeakMap<Fetch, Registered>();

/** Remembers what a `fetch` was made of. */
export const remember = (fetch: Fetch, registered: Registered): unknown => registry.set(fetch, registered);

/** What a client was armed with; undefined if it was not. */
export const registeredOf = (client: OpenAI): Registered | undefined =>
  registry.get((client as unknown as { fetch: Fetch }).fetch);
