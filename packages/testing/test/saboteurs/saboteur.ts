import type { Auth, Fetch, Source } from "@valetkey/core";
import type { ClientOptions } from "openai";
import { connect } from "../reference-adapter.ts";
import { type Connect, remembering } from "../remembering.ts";

/** The reference adapter with one thing broken, and what must notice. */
export interface Saboteur {
  /** What it does. */
  readonly name: string;
  readonly adapter: ReturnType<typeof remembering>;
  /** The cases that must fail, by parts of their names. */
  readonly fails: readonly string[];
}

export const saboteur = (name: string, broken: Connect, ...fails: readonly string[]): Saboteur => ({
  name,
  adapter: remembering(broken),
  fails,
});

/** Breaks the auth. */
export const withAuth =
  (change: (auth: Auth, options: ClientOptions) => Auth): Connect =>
  (auth, options) =>
    connect(change(auth, options), options);

/** Breaks the `fetch` between the adapter and the network. */
export const inside =
  (change: (inner: Fetch, auth: Auth) => Fetch): Connect =>
  (auth, { fetch: own, ...options }) => {
    const inner = (own as Fetch | undefined) ?? ((input, init) => globalThis.fetch(input, init));
    return connect(auth, { ...options, fetch: change(inner, auth) });
  };

/** Breaks the `fetch` between the SDK and the adapter. */
export const outside =
  (change: (adapted: Fetch, auth: Auth) => Fetch): Connect =>
  (auth, options) =>
    connect(auth, options, (adapted) => change(adapted, auth));

/** The value, or what the source answers. */
export const ask = async <T>(source: T | Source<T> | undefined): Promise<T> =>
  (typeof source === "function" ? await (source as Source<T>)({}) : source) as T;
