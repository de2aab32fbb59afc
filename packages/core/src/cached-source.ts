import type { Rejection, Source, SourceContext } from "./types.ts";

/** A source that keeps its value until it expires. It is also an `apiKey` function and a token provider. */
export interface CachedSource<T> extends Source<T> {
  (context?: SourceContext): Promise<T>;
  /** The value, at once, as long as it need not be renewed; so that `peek() ?? await source()` keeps refreshing. */
  peek(): T | undefined;
  /** Asks the source, whatever is held. Concurrent calls share one exchange. */
  refresh(): Promise<T>;
  /** A server refused this key. Without an argument: drop everything. */
  invalidate(rejected?: string, reason?: Rejection): void;
  /** A server accepted this key. */
  accept(key: string): void;
  /** The statuses that asking again can cure: those of the source inside, by default `[401]`. */
  readonly recoverOn: readonly number[];
  /** When the value held expires, in ms since the epoch; undefined if nothing is held or it does not expire. */
  readonly expiresAt: number | undefined;
  /** Drops the value, aborts an exchange under way, and answers everybody with the error `closed`. */
  close(): void;
  /** The same, for `using`. */
  [Symbol.dispose](): void;
}
