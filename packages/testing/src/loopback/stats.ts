import type { SeenRequest } from "./seen-request.ts";

/**
 * Requests, counted.
 *
 * @example
 * ```ts
 * import { startProvider, type Stats } from "@valetkey/testing";
 *
 * await using provider = await startProvider();
 * await fetch(`${provider.baseURL}/models`);
 * const stats: Stats = provider.stats;
 * stats.requests; // 1
 * stats.statuses[401]; // 1
 * ```
 */
export interface Stats {
  /** All of them, pending ones included. */
  readonly requests: number;
  /** How many were answered with each status. */
  readonly statuses: Readonly<Partial<Record<number, number>>>;
  /** How many carried each key. */
  readonly keys: ReadonlyMap<string, number>;
}

export function countRequests(requests: readonly SeenRequest[]): Stats {
  const statuses: Partial<Record<number, number>> = {};
  const keys = new Map<string, number>();
  for (const { status, key } of requests) {
    if (status !== undefined) statuses[status] = (statuses[status] ?? 0) + 1;
    if (key !== undefined) keys.set(key, (keys.get(key) ?? 0) + 1);
  }
  return { requests: requests.length, statuses, keys };
}
