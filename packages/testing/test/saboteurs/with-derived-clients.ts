import { connect } from "../reference-adapter.ts";
import { changed, remembering } from "../remembering.ts";
import type { Saboteur } from "./saboteur.ts";

const saboteur = (
  name: string,
  change: NonNullable<Parameters<typeof remembering>[1]>,
  ...fails: readonly string[]
): Saboteur => ({ name, adapter: remembering(connect, change), fails });

/** Those that mix up what a derived client keeps and what it does not. */
export const withDerivedClients = (): readonly Saboteur[] => [
  saboteur(
    "forgets the headers",
    ({ auth: { headers: _, ...auth }, options }, changes) => changed({ auth, options }, changes),
    "with another key, which keeps the headers",
  ),
  saboteur(
    "forgets the key",
    ({ auth: { key: _, ...auth }, options }, changes) => changed({ auth, options }, changes),
    "with other headers, which keeps the key",
  ),
  saboteur("changes nothing", (parts) => parts, "derives a client with", "the base URL of a derived client"),
  saboteur(
    "believes every base URL",
    ({ auth, options }, { baseURL = options.baseURL }) => ({ auth, options: { ...options, baseURL } }),
    "refuses to take the key to the base URL",
  ),
  saboteur(
    "believes no other base URL",
    ({ auth: { origins: _, ...auth }, options }, changes) => changed({ auth, options }, changes),
    "if `origins` has it",
  ),
];
