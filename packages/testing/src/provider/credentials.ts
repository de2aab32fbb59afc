import { checkHeaderName } from "../loopback/check.ts";
import type { SeenRequest } from "../loopback/seen-request.ts";

const DEFAULT_SLOTS = ["authorization", "api-key", "x-api-key"];

/** Reads the key out of the headers that may carry it. Two that differ are as good as none. */
export function createKeyReader(
  slots: readonly string[] = DEFAULT_SLOTS,
): (request: SeenRequest) => string | undefined {
  if (!Array.isArray(slots) || slots.length === 0) {
    throw new TypeError(
      `startProvider({ slots }) must list at least one header name. Leave it out for ${DEFAULT_SLOTS.join(", ")}.`,
    );
  }
  const names = slots.map((slot) => checkHeaderName("startProvider({ slots })", slot));
  return ({ headers }) => {
    const found = new Set<string>();
    for (const name of names) {
      const value = headers.get(name);
      const key = name === "authorization" ? bearer(value) : value;
      if (key) found.add(key);
    }
    const [key, another] = found;
    return another === undefined ? key : undefined;
  };
}

/** What follows the scheme, whose case does not matter (RFC 9110). */
function bearer(value: string | null): string | undefined {
  return value?.match(/^bearer +(\S+)$/i)?.[1];
}
