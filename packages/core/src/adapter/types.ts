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

/**
 * An SDK's options in which `apiKey` and `baseURL` may be missing, because an auth can give both; or others, if the
 * SDK asks for others.
 */
export type Rest<O, Given extends string = "apiKey" | "baseURL"> = Omit<O, Given> & {
  [K in keyof O & Given]?: O[K] | undefined;
};
