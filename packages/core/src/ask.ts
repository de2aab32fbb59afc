import { sourceError } from "./auth-error.ts";
import { isPromise, nameOf } from "./key.ts";
import { checkedValue } from "./part.ts";
import type { HeaderSource, HeaderValues, KeySource, Source, SourceContext } from "./types.ts";
import { waitFor } from "./wait-for.ts";

/**
 * What a source answers, checked, and waited for no longer than the context's signal allows. What is there at once
 * is not waited for.
 *
 * @throws AuthError for what the source throws, or if there has to be a key and is none.
 */
export function ask(source: KeySource, context: SourceContext): Promise<string>;
export function ask(
  source: HeaderSource,
  context: SourceContext,
  isHeaders: true,
): Promise<HeaderValues | undefined>;
export async function ask<T>(
  source: Source<T>,
  context: SourceContext,
  isHeaders?: boolean,
): Promise<T | undefined> {
  const { signal } = context;
  signal?.throwIfAborted();
  try {
    const answer = source(context);
    return checkedValue(isPromise(answer) ? await waitFor(answer, signal) : answer, source, isHeaders);
  } catch (error) {
    signal?.throwIfAborted();
    throw sourceError(nameOf(source), error);
  }
}
