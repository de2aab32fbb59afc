import { named, nameOf } from "../key.ts";
import type { Fetch, Source, SourceContext } from "../types.ts";
import { withVerbsOf } from "../verbs.ts";

/** A source that has answered the first attempt already: it is asked from the next one on. */
export function answered<T>(source: Source<T>, answer: T | undefined): Source<T> {
  let isFirst = true;
  const next = (context: SourceContext) => {
    if (!isFirst) return source(context);
    isFirst = false;
    // Headers that look like an Expiring would be taken for one.
    return answer === undefined ? undefined : { value: answer };
  };
  return withVerbsOf(named(nameOf(source), next), [source]);
}

/** A `fetch` that has sent the first attempt already. */
export function sent(response: Response, fetch: Fetch): Fetch {
  let first: Response | undefined = response;
  return async (input, init) => {
    const answer = first ?? fetch(input, init);
    first = undefined;
    return answer;
  };
}
