/** What an exchange brought; undefined if whoever waited has to look again. */
export type Outcome<T> =
  | {
      readonly value: T;
      /** The key that the source was told was refused. */
      readonly rejected?: string | undefined;
    }
  | undefined;

/** One call of a source. It belongs to nobody; everybody may wait for it. */
export interface Flight<T> extends PromiseWithResolvers<Outcome<T>> {
  /** Aborts the source. */
  readonly controller: AbortController;
  /** By the monotonic clock. */
  readonly deadline: number;
  /** It was begun after a refusal, or by `refresh()`. */
  readonly forced: boolean;
}
