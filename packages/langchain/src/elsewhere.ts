import { env, type Fetch } from "@valetkey/core";
import { isElsewhere, withoutEnvHeaders } from "@valetkey/core/adapter";
import type { ClassEntry } from "./classes.ts";
import { at, type Fields, put } from "./fields.ts";

/** What an SDK inside reads from its own vendor's variables besides a key, and sends to whatever address. */
interface Vendor {
  readonly home: string;
  /** The variables by which the environment itself chooses an address. */
  readonly addresses: readonly string[];
  /** The variable with headers. */
  readonly headers: string;
  /** The fields for default headers, and those which, if `null`, keep a variable unread. */
  readonly defaultHeaders: string;
  readonly read: readonly string[];
}

/** By the field that takes the `fetch` of the SDK. */
const vendors: Partial<Record<ClassEntry["seam"], Vendor>> = {
  "configuration.fetch": {
    home: "https://api.openai.com",
    addresses: ["OPENAI_API_BASE", "OPENAI_BASE_URL"],
    headers: "OPENAI_CUSTOM_HEADERS",
    defaultHeaders: "configuration.defaultHeaders",
    read: ["configuration.organization", "configuration.project"],
  },
  "clientOptions.fetch": {
    home: "https://api.anthropic.com",
    addresses: ["ANTHROPIC_API_URL", "ANTHROPIC_BASE_URL"],
    headers: "ANTHROPIC_CUSTOM_HEADERS",
    defaultHeaders: "clientOptions.defaultHeaders",
    read: [],
  },
};

/**
 * The fields and the `fetch` for an address that the auth chose. If it is neither the vendor's nor the environment's
 * own, nothing goes there of what the environment says of the vendor; what the fields say stays.
 */
export function atAddress(
  baseURL: string,
  seam: ClassEntry["seam"],
  fields: Fields,
  fetch: Fetch,
  placeholder: string | undefined,
): { fields: Fields; fetch: Fetch } {
  const vendor = vendors[seam];
  if (!vendor) return { fields, fetch };
  const own = vendor.addresses.map((name) => env(name)({}) as string | undefined);
  if (!isElsewhere(baseURL, [vendor.home, ...own])) return { fields, fetch };
  const headers = at(fields, vendor.defaultHeaders) as object | undefined;
  return {
    fields: vendor.read.reduce((result, path) => put(result, path, at(fields, path) ?? null), fields),
    fetch: withoutEnvHeaders(fetch, vendor.headers, { headers, placeholder }),
  };
}
