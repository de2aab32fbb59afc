import { AuthError, sourceError } from "./auth-error.ts";
import type { CachedSource } from "./cached.ts";
import { wrapKey } from "./header-values.ts";
import { checkKey, isPromise, nameOf, bareValue } from "./key.ts";
import { type Kind, kind } from "./kind.ts";
import type { Place } from "./place.ts";
import type { HeaderSource, HeaderValues, KeySource, Source, SourceContext } from "./types.ts";
import { waitFor } from "./wait-for.ts";

/** A source in one request, and what it brought at the last attempt. */
export interface Part {
  readonly source: Source<HeaderValues | string> & Kind;
  /** For the key: the places that wait for it. */
  readonly places?: readonly Place[];
  values?: HeaderValues | undefined;
  /** The key in it, if it is a credential. */
  key?: string | undefined;
}

/** The headers of a part: what its source answers, or its key in its places. */
export async function valuesOf(
  { source, places, values }: Part,
  context: SourceContext,
): Promise<HeaderValues | undefined> {
  if (places) {
    // In native mode the key is there already, the first time.
    const key = (!values && places[0]?.key) || (await askKey(source as KeySource, context));
    return wrapKey(Object.fromEntries(places.map(({ name, prefix }) => [name, prefix + key])), key);
  }
  const answer = await answerOf(source as HeaderSource, context);
  // A header that was meant to carry a key is not left out in silence.
  return answer ?? (source[kind] ? noKey(source) : answer);
}

/** The key of a source, checked. */
export async function askKey(source: KeySource, context: SourceContext): Promise<string> {
  const key = await answerOf(source, context);
  return key === undefined ? noKey(source) : checkKey(key, nameOf(source));
}

function noKey(source: object): never {
  throw new AuthError("key_unavailable", `${nameOf(source)} has no key.`);
}

/** What a source answers, waited for as long as the request's own signal allows. */
async function answerOf<T>(source: Source<T>, context: SourceContext): Promise<T | undefined> {
  const held = context.rejected ? undefined : (source as Partial<CachedSource<T>>).peek?.();
  if (held) return held;
  try {
    const answer = source(context);
    return bareValue(isPromise(answer) ? await waitFor(answer, context.signal) : answer);
  } catch (error) {
    context.signal?.throwIfAborted();
    throw sourceError(nameOf(source), error);
  }
}
