/** Drops what came first, if one has come too many. */
export function trim(entries: Map<string, unknown> | Set<string>, max: number): void {
  const [oldest] = entries.keys();
  if (entries.size > max) entries.delete(oldest as string);
}
