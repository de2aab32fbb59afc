import type { Fetch } from "@valetkey/core";
import type { SdkOptions } from "./sdk-options.ts";

/**
 * Among the fetch options it tells that no middleware stands between the SDK and its `fetch`. No option of the
 * client's tells, as middleware may come with a single call. But what middleware hands on is a request, whose
 * `url` is the address: another `url` reaches `fetch` only where there is none.
 */
const mark: unique symbol = Symbol("no middleware");

/** Fetch options with the mark. */
export const marked = (options: SdkOptions["fetchOptions"]): SdkOptions["fetchOptions"] =>
  Object.assign({ url: mark }, options);

/** Sends what comes straight from the SDK in one way, and what middleware has in its hands in another. */
export const byMiddleware =
  (straight: Fetch, within: Fetch): Fetch =>
  (input, init) => {
    const { url, ...rest } = init as RequestInit & { url?: unknown };
    return url === mark ? straight(input, rest) : within(input, init);
  };
