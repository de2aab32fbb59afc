import { checkHeaderName, checkKey } from "../loopback/check.ts";
import { random } from "../loopback/random.ts";
import type { SeenRequest } from "../loopback/seen-request.ts";

/** The headers that a request must carry beside its key. */
export interface RequiredHeaders {
  require(name: string, accepted?: string | ((value: string) => boolean)): string;
  /** The name of the first header that is missing or wrong. */
  unmet(request: SeenRequest): string | undefined;
  clear(): void;
}

export function createRequiredHeaders(): RequiredHeaders {
  const required = new Map<string, (value: string) => boolean>();
  return {
    require(name, accepted = random("test-header-")) {
      const header = checkHeaderName("require(name)", name);
      if (typeof accepted === "function") {
        required.set(header, accepted);
        return "";
      }
      const expected = checkKey("require(name, value)", accepted);
      required.set(header, (value) => value === expected);
      return expected;
    },
    unmet({ headers }) {
      for (const [name, accepts] of required) {
        const value = headers.get(name);
        if (value === null || !accepts(value)) return name;
      }
      return undefined;
    },
    clear: () => required.clear(),
  };
}
