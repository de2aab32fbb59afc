import { headerSource } from "./header-sources.ts";
import { keySource, named, nameOf } from "./key.ts";
import type { HeaderSource, HeaderValues, KeyInput, KeySource, Source, SourceContext } from "./types.ts";
import { contextFor, withVerbsOf } from "./verbs.ts";

/**
 * Asks one source after the other; the first that does not answer `undefined` wins. A throw stops: a
 * broken source is not papered over with another key.
 *
 * @throws TypeError without sources.
 * @example
 * ```ts
 * import { env, firstOf } from "@valetkey/core";
 * import { file } from "@valetkey/core/node";
 *
 * const key = firstOf(env("OPENAI_API_KEY"), file("/run/secrets/openai"));
 * ```
 */
export function firstOf(...sources: readonly KeyInput[]): KeySource;
export function firstOf(...sources: readonly (HeaderSource | HeaderValues)[]): HeaderSource;
export function firstOf(
  ...inputs: readonly (KeyInput | HeaderSource | HeaderValues)[]
): KeySource | HeaderSource {
  if (inputs.length === 0) throw new TypeError("firstOf(): pass at least one source.");
  const sources: Source<unknown>[] = inputs.map((input) =>
    typeof input === "object" ? headerSource(input, "firstOf()") : keySource(input as KeyInput, "firstOf()"),
  );
  const ask = async (context: SourceContext) => {
    for (const source of sources) {
      const answer = await source(contextFor(source, context));
      if (answer !== undefined) return answer;
    }
    return undefined;
  };
  return withVerbsOf(named(`firstOf(${sources.map(nameOf).join(", ")})`, ask), sources) as KeySource;
}
