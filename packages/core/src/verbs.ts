import { type Kind, kind } from "./kind.ts";
import type { Rejection, Source, SourceContext } from "./types.ts";

/** What can be told to a source besides asking it. */
export type Verbs = Pick<Source<unknown>, "invalidate" | "accept" | "recoverOn">;

/** The statuses that a source can recover from. */
export const recoverOn = (source: Verbs): readonly number[] => source.recoverOn ?? [401];

/**
 * Gives a combinator the verbs and kinds of its parts. A verb that no part has it does not get either: a
 * combinator of plain functions is as plain as they are.
 */
export function withVerbsOf<F extends object>(combinator: F, parts: readonly (Verbs & Kind)[]): F {
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
  // A combinator is no cache, whatever its parts are.
  const words = parts.map((part) => part[kind]).join("");
  add(kind, { value: words.replaceAll("cached", "") });
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
export function withoutRejection(context: SourceContext): SourceContext {
  if (context.rejected === undefined) return context;
  const plain = { ...context, url: context.url, rejected: undefined, status: undefined };
  return Object.defineProperty(plain, "headers", { get: () => context.headers });
}
