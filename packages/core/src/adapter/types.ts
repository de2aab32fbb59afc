import type { Auth } from "../types.ts";

/** What an auth gives an SDK, so that its options need not: a placeholder as the key, and the address if it has one. */
export type FromAuth<A extends Auth> = {
  /** The placeholder. */
  apiKey: string;
} & (A extends {
  /** Where the API is. */
  baseURL: string;
}
  ? {
      /** That of the auth. */
      baseURL: string;
    }
  : unknown);

/** An SDK's options in which `apiKey` and `baseURL` may be missing, because an auth can give both. */
export type Rest<O> = Omit<O, "apiKey" | "baseURL"> & {
  [K in keyof O & ("apiKey" | "baseURL")]?: O[K] | undefined;
};
