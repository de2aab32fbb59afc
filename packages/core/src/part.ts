import { AuthError, sourceError } from "./auth-error.ts";
import type { CachedSource } from "./cached-source.ts";
import type { HeaderRecord } from "./header-values.ts";
import { bareValue, checkKey, isPromise, nameOf } from "./key.ts";
import { type Kind, kind } from "./kind.ts";
import type { Place } from "./place.ts";
import type { HeaderValues, Source, SourceContext } from "./types.ts";
import { waitFor } from "./wait-for.ts";

/** A source in one request, and what it brought at the last attempt. */
export interface Part {
  readonly source: Source<HeaderValues | string> & Partial<Pick<CachedSource<HeaderValues | string>, "peek">>;
  /** For the key: the places that wait for it. */
  readonly places?: readonly Place[];
  answer?: HeaderValues | string | undefined;
  /** The key in it, if it is a credential. */
  key?: string | undefined;
}

/** What a header source is told besides: the request's headers so far, for signing. Made only if it looks. */
class SigningContext {
  readonly #headers: HeaderRecord;

  constructor(context: SourceContext, headers: HeaderRecord) {
    Object.assign(this, context);
    this.#headers = headers;
  }

  get headers(): Headers {
    return new Headers(this.#headers);
  }
}

/**
 * What a source answers, waited for as long as the request's own signal allows. Without headers it is a
 * key that is asked for, and checked.
 *
 * @throws AuthError `key_unavailable` if there has to be a key and is none.
 */
export async function answerOf<T>(
  source: Source<T> & Kind,
  context: SourceContext,
  headers?: HeaderRecord,
): Promise<T | undefined> {
  let value: T | undefined;
  try {
    const answer = source(headers ? new SigningContext(context, headers) : context);
    value = bareValue(isPromise(answer) ? await waitFor(answer, context.signal) : answer);
  } catch (error) {
    context.signal?.throwIfAborted();
    throw sourceError(nameOf(source), error);
  }
  // A header that was meant to carry a key is not left out in silence.
  if (value === undefined && (!headers || source[kind]?.includes(" "))) {
    throw new AuthError("key_unavailable", `${nameOf(source)} has no key.`);
  }
  return headers ? value : (checkKey(value, nameOf(source)) as T);
}
