import { inspect } from "node:util";

/** Where a text shows up when a value is printed or serialised in any way that a logger might. Empty is good. */
export function findLeaks(value: unknown, secret: string): string[] {
  const views: Record<string, () => string> = {
    inspect: () => inspect(value, { depth: 12, showHidden: true, getters: true, maxStringLength: null }),
    json: () => JSON.stringify(value) ?? "",
    string: () => String(value),
    descriptors: () =>
      typeof value === "function" || (typeof value === "object" && value !== null)
        ? inspect(Object.getOwnPropertyDescriptors(value), { depth: 12, showHidden: true })
        : "",
  };
  return Object.keys(views).filter((view) => views[view]?.().includes(secret));
}
