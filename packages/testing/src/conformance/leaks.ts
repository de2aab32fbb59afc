import { inspect } from "node:util";

/** Every way in which a logger might print a value. */
const views: Readonly<Record<string, (value: unknown) => string>> = {
  inspect: (value) => inspect(value, { depth: 12, showHidden: true, maxStringLength: null }),
  getters: (value) => inspect(value, { depth: 4, getters: true, maxStringLength: null }),
  JSON: (value) => JSON.stringify(value) ?? "",
  String: (value) => String(value),
  descriptors: (value) =>
    Object(value) === value
      ? inspect(Object.getOwnPropertyDescriptors(value), { depth: 12, showHidden: true })
      : "",
};

/** Where one of the secrets shows when a value is printed or serialised. Empty is good. */
export function leaks(value: unknown, secrets: readonly string[]): string[] {
  return Object.keys(views).filter((view) => {
    try {
      const text = views[view]?.(value) ?? "";
      return secrets.some((secret) => text.includes(secret));
    } catch {
      // What cannot be serialised, such as a circle, shows nothing.
      return false;
    }
  });
}
