import type { Expiring, SourceContext } from "../src/index.ts";

/** One call of the source, which the test answers. */
export interface Exchange extends PromiseWithResolvers<string | Expiring<string> | undefined> {
  readonly context: SourceContext;
}

/** A source whose exchanges stay open until the test answers them. */
export interface OpenIssuer {
  (context: SourceContext): Promise<string | Expiring<string> | undefined>;
  readonly exchanges: Exchange[];
  /** The exchange that was begun last. */
  readonly last: Exchange;
}

/** Makes a source that answers when the test says so. */
export function openIssuer(): OpenIssuer {
  const exchanges: Exchange[] = [];
  const issue = (context: SourceContext) => {
    const exchange: Exchange = { ...Promise.withResolvers(), context };
    exchanges.push(exchange);
    return exchange.promise;
  };
  return Object.defineProperties(issue, {
    exchanges: { value: exchanges },
    last: { get: () => exchanges.at(-1) },
  }) as OpenIssuer;
}

/** A source of key-1, key-2, … that can be broken. */
export interface Issuer {
  (context: SourceContext): Promise<Expiring<string>>;
  /** What it was asked, call by call. */
  readonly asked: SourceContext[];
  /** While set, it throws this. */
  failure: unknown;
}

/** Makes a source of key-1, key-2, …, each of which lives as long as `life` says. */
export function issuer(life: Omit<Expiring<string>, "value"> = {}): Issuer {
  const asked: SourceContext[] = [];
  const issue = async (context: SourceContext) => {
    asked.push(context);
    if (issue.failure) throw issue.failure;
    return { value: `key-${asked.length}`, ...life };
  };
  issue.failure = undefined as unknown;
  issue.asked = asked;
  return issue;
}
