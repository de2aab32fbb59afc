import { AuthError } from "./auth-error.ts";
import type { CachedSource } from "./cached-source.ts";
import type { HeaderRecord } from "./header-values.ts";
import { bareValue, checkKey, nameOf } from "./key.ts";
import { type Kind, kind } from "./kind.ts";
import type { Place } from "./place.ts";
import { type Hop, isReplayable } from "./redirect.ts";
import type { Expiring, HeaderValues, Source, SourceContext } from "./types.ts";

/** A source in one request, and what it brought at the last attempt. */
export interface Part {
  readonly source: Source<HeaderValues | string> & Partial<Pick<CachedSource<HeaderValues | string>, "peek">>;
  /** For the key: the places that wait for it. */
  readonly places?: readonly Place[];
  answer?: HeaderValues | string | undefined;
  /** The key in it, if it is a credential. */
  key?: string | undefined;
  /** That key, if a server refused it. */
  rejected?: string | undefined;
}

/** What a source is told. Address and headers are made only if it looks. */
export class RequestContext implements SourceContext {
  readonly #href: string;
  readonly #headers: HeaderRecord | Headers | undefined;
  declare readonly method: string;
  declare readonly signal: AbortSignal | undefined;
  declare readonly body: Hop["body"] | undefined;
  declare readonly rejected: string | undefined;
  declare readonly status: number | undefined;

  constructor(
    hop: Hop,
    signal: AbortSignal | undefined,
    headers: HeaderRecord | Headers | undefined,
    rejected: string | undefined,
    status: number | undefined,
  ) {
    this.#href = hop.href;
    this.#headers = headers;
    this.method = hop.method;
    this.signal = signal;
    this.body = headers && isReplayable(hop) ? hop.body : undefined;
    this.rejected = rejected;
    this.status = rejected ? status : undefined;
  }

  get url(): URL {
    return new URL(this.#href);
  }

  /** A copy of those so far, for signing. */
  get headers(): Headers | undefined {
    return this.#headers && new Headers(this.#headers);
  }
}

/**
 * The value of a source's answer: headers, or a key, which is checked.
 *
 * @throws AuthError `key_unavailable` if there has to be a key and is none.
 */
export function checkedValue<T>(
  answer: T | Expiring<T> | undefined,
  source: Source<T> & Kind,
  isHeaders = false,
): T | undefined {
  const value = bareValue(answer);
  // A header that was meant to carry a key is not left out in silence.
  if (value === undefined && (!isHeaders || source[kind]?.includes(" ")))
    throw new AuthError("key_unavailable", `${nameOf(source)} has no key.`);
  return isHeaders ? value : (checkKey(value, source) as T);
}
