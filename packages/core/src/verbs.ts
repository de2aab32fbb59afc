import type { Rejection, Source, SourceContext } from "./types.ts";

/** What can be told to a source besides asking it. */
export type Verbs = Pick<Source<unknown>, "invalidate" | "accept" | "recoverOn">;

/** The statuses that a source can recover from. */
export const recoverOn = (source: Verbs): readonly number[] => source.recoverOn ?? [401];

/** Marks a source whose answer depends on who asks: `cached()` must stand below it, never above. */
export const varies: unique symbol = Symbol.for("valetkey.varies");

/** Names the header in which a source made by `bearer`, `header` or `basic` puts its key. */
export const credential: unique symbol = Symbol.for("valetkey.credential");

/** What combinators know of their parts beyond the contract. */
export interface Marks {
  readonly [varies]?: boolean;
  readonly [credential]?: string;
}

/**
 * Gives a combinator the verbs and marks of its parts. A verb that no part has it does not get either: a
 * combinator of plain functions is as plain as they are.
 */
export function withVerbsOf<F extends object>(combinator: F, parts: readonly (Verbs & Marks)[]): F {
  const add = (name: PropertyKey, descriptor: PropertyDescriptor) =>
    parts.some((part) => name in part) &&
    Object.defineProperty(combinator, name, { ...descriptor, configurable: true });
  add("invalidate", {
    value(rejected: string, reason?: Rejection) {
      for (const part of parts) part.invalidate?.(rejected, reason);
    },
  });
  add("accept", {
    value(key: string) {
      for (const part of parts) part.accept?.(key);
    },
  });
  add("recoverOn", { get: () => union(parts.map(recoverOn)) });
  add(varies, { value: true });
  add(credential, { value: parts.find((part) => part[credential])?.[credential] });
  return combinator;
}

/** Every status of several lists, once. */
export const union = (lists: readonly (readonly number[])[]): readonly number[] => [...new Set(lists.flat())];

/** What a part may hear of a refusal: one that it cannot recover from is none of its business. */
export const contextFor = (part: Verbs, context: SourceContext): SourceContext =>
  context.status === undefined || recoverOn(part).includes(context.status)
    ? context
    : withoutRejection(context);

/** The same request, asked for as if nothing had been refused. */
export const withoutRejection = (context: SourceContext): SourceContext =>
  context.rejected === undefined ? context : { ...context, rejected: undefined, status: undefined };
