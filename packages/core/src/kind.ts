/**
 * Says in words what something is, also to another copy of this package: an `error` of ours; a `cached`
 * source; a `scoped` one, whose answer depends on who asks, so that `cached()` must stand below it; after a
 * space, the header in which a source puts its key.
 */
export const kind: unique symbol = Symbol.for("valetkey.kind");

/** Something that may say what it is. */
export interface Kind {
  readonly [kind]?: string;
}
