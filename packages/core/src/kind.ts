/**
 * Says what something is, also to another copy of this package. On an error of ours: whether it was marked
 * as retryable. On a source, in words: `cached`; `scoped`, if its answer depends on who asks, so that
 * `cached()` must stand below it; and after a space the header in which it puts its key.
 */
export const kind: unique symbol = Symbol.for("valetkey.kind");

/** A source that may say what it is. */
export interface Kind {
  readonly [kind]?: string;
}
