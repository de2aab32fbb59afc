/** Drops what came first, if one has come too many; the last stays. */
export function trim(entries: Map<string, unknown> | Set<string>, max: number): void {
  const [oldest] = entries.keys();
  if (entries.size > Math.max(max, 1)) entries.delete(oldest as string);
}
