/** Drops what came first, except the last. */
export function trim(entries: Map<string, unknown> | Set<string>, max: number): void {
  for (const oldest of entries.keys()) {
    if (entries.size <= Math.max(max, 1)) break;
    entries.delete(oldest);
  }
}
