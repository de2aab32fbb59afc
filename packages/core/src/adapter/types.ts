import type { Auth } from "../types.ts";

/** What an auth gives an SDK, so that its options need not: a placeholder as the key, and the address if it has one. */
export type FromAuth<A extends Auth> = { apiKey: string } & (A extends { baseURL: string }
  ? { baseURL: string }
  : unknown);

/** An SDK's options in which `apiKey` and `baseURL` may be missing, because an auth can give both. */
export type Rest<O> = Omit<O, "apiKey" | "baseURL"> & {
  [K in keyof O & ("apiKey" | "baseURL")]?: O[K] | undefined;
};
