import { headerSource } from "./header-sources.ts";
import { isPromise, keySource, named, nameOf } from "./key.ts";
import type { Expiring, HeaderSource, HeaderValues, KeyInput, KeySource, MaybePromise, Source, SourceContext } from "./types.ts";
import { contextFor, withVerbsOf } from "./verbs.ts";

/**
 * Asks one source after the other; the first that does not answer `undefined` wins. A throw stops: a
 * broken source is not papered over with another key.
 *
 * @example
 * ```ts
 * import { cached, env, firstOf } from "@valetkey/core";
 * import { file } from "@valetkey/core/node";
 *
 * const key = firstOf(env("OPENAI_API_KEY"), file("/run/secrets/openai"));
 * ```
 */
export function firstOf(...sources: readonly KeyInput[]): KeySource;
export function firstOf(...sources: readonly (HeaderSource | HeaderValues)[]): HeaderSource;
export function firstOf(...inputs: readonly (KeyInput | HeaderSource | HeaderValues)[]): KeySource | HeaderSource {
  if (inputs.length === 0) throw new TypeError("firstOf(): pass at least one source.");
  const sources = inputs.map((input, index) => toSource(input, `firstOf(): source ${index + 1}`));
  const name = `firstOf(${sources.map(nameOf).join(", ")})`;
  return withVerbsOf(
    named(name, (context: SourceContext) => next(sources, 0, context)),
    sources,
  ) as KeySource;
}

/** Anything that can be given for a source, as one. */
function toSource(input: KeyInput | HeaderSource | HeaderValues, parameter: string): Source<unknown> {
  return typeof input === "object" ? headerSource(input, parameter) : keySource(input as KeyInput, parameter);
}

type Answer = MaybePromise<unknown | Expiring<unknown> | undefined>;

/** Stays synchronous as long as the sources are. */
function next(sources: readonly Source<unknown>[], index: number, context: SourceContext): Answer {
  const source = sources[index];
  if (source === undefined) return undefined;
  const answer = source(contextFor(source, context));
  const orNext = (settled: unknown) => (settled === undefined ? next(sources, index + 1, context) : settled);
  return isPromise(answer) ? answer.then(orNext) : orNext(answer);
}
