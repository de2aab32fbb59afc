import { ServiceError } from "./service-error.ts";

/** The part of a list that a cursor asks for. */
export interface Page<T> {
  readonly data: readonly T[];
  readonly has_more: boolean;
  readonly first_id: string | null;
  readonly last_id: string | null;
}

/** `limit` items after the one that the cursor names; `cursor` is the name of the query parameter. */
export function pageOf<T extends { readonly id: string }>(
  items: readonly T[],
  query: URLSearchParams,
  options: { cursor: string; limit: number },
): Page<T> {
  const after = query.get(options.cursor);
  const start = after === null ? 0 : items.findIndex(({ id }) => id === after) + 1;
  if (after !== null && start === 0) throw new ServiceError(400, `No such object: ${after}`);
  const limit = Number(query.get("limit") ?? options.limit);
  if (!Number.isSafeInteger(limit) || limit < 1) throw new ServiceError(400, "Invalid value for 'limit'.");
  const data = items.slice(start, start + limit);
  return {
    data,
    has_more: start + limit < items.length,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
  };
}
