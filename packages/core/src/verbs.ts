import type { Source, SourceContext } from "./types.ts";

/** What can be told to a source besides asking it. */
export type Verbs = Pick<Source<unknown>, "invalidate" | "accept" | "recoverOn">;

const defaultRecoverOn: readonly number[] = [401];

/** The statuses that a source can recover from. */
export const recoverOn = (source: Verbs): readonly number[] => source.recoverOn ?? defaultRecoverOn;

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
export function withVerbsOf<F extends object>(combinator: F, parts: readonly (Verbs & Marks)[]): F & Verbs & Marks {
  const invalidators = parts.filter((part) => part.invalidate);
  const accepters = parts.filter((part) => part.accept);
  if (invalidators.length > 0) {
    define(combinator, "invalidate", { value: ((rejected, reason) => {
      for (const part of invalidators) part.invalidate?.(rejected, reason);
    }) satisfies Verbs["invalidate"] });
  }
  if (accepters.length > 0) {
    define(combinator, "accept", { value: ((key) => {
      for (const part of accepters) part.accept?.(key);
    }) satisfies Verbs["accept"] });
  }
  if (parts.some((part) => "recoverOn" in part)) {
    define(combinator, "recoverOn", { get: () => union(parts.map(recoverOn)) });
  }
  if (parts.some((part) => part[varies])) define(combinator, varies, { value: true });
  const header = parts.find((part) => part[credential])?.[credential];
  if (header) define(combinator, credential, { value: header });
  return combinator;
}

/** Every status of several lists, once. */
export const union = (lists: readonly (readonly number[])[]): readonly number[] => [...new Set(lists.flat())];

const define = (target: object, name: PropertyKey, descriptor: PropertyDescriptor): object =>
  Object.defineProperty(target, name, { ...descriptor, configurable: true });

/** What a part may hear of a refusal: one that it cannot recover from is none of its business. */
export function contextFor(part: Verbs, context: SourceContext): SourceContext {
  if (context.rejected === undefined || context.status === undefined) return context;
  return recoverOn(part).includes(context.status) ? context : withoutRejection(context);
}

/** The same request, asked for as if nothing had been refused. */
export const withoutRejection = (context: SourceContext): SourceContext =>
  context.rejected === undefined ? context : { ...context, rejected: undefined, status: undefined };
