import type { Fetch } from "@valetkey/core";
import type { SdkOptions } from "./sdk-options.ts";

/**
 * As the `url` among the fetch options it tells that no middleware stands between the SDK and its `fetch`. No option
 * of the client's tells, as middleware may come with a single call. But middleware hands on a request whose own `url`
 * takes the mark's place, so that the mark reaches `fetch` only where there is none.
 */
const mark = "valetkey:no-middleware";

type FetchOptions = NonNullable<SdkOptions["fetchOptions"]>;

/** Fetch options with the mark. */
export const marked = (options: FetchOptions = {}): FetchOptions => Object.assign({ url: mark }, options);

/** The user's own fetch options. */
export function unmarked(options: FetchOptions): FetchOptions {
  const { url, ...rest } = options as { url?: unknown };
  return url === mark ? rest : options;
}

/** Sends what comes straight from the SDK in one way, and what middleware has in its hands in another. */
export const byMiddleware =
  (straight: Fetch, within: Fetch): Fetch =>
  (input, init) => {
    const { url, ...rest } = (init ?? {}) as RequestInit & { url?: unknown };
    return url === mark ? straight(input, rest) : within(input, init);
  };
