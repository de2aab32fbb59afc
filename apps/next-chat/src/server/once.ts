/**
 * Makes something once for the whole server. Next may load a module several times, for the routes and the pages,
 * and anew after each change while you develop; what they share is kept beside the modules.
 */
export function once<T>(name: string, make: () => T): T {
  const kept = globalThis as { nextChat?: Map<string, unknown> };
  kept.nextChat ??= new Map();
  if (!kept.nextChat.has(name)) kept.nextChat.set(name, make());
  return kept.nextChat.get(name) as T;
}
