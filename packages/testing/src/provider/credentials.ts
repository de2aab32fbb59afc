import { checkHeaderName } from "../loopback/check.ts";
import type { SeenRequest } from "../loopback/seen-request.ts";

const DEFAULT_SLOTS = ["authorization", "api-key", "x-api-key", "sec-websocket-protocol"];

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
      const key = value === null ? undefined : keyIn(name, value);
      if (key) found.add(key);
    }
    const [key, another] = found;
    return another === undefined ? key : undefined;
  };
}

function keyIn(slot: string, value: string): string | undefined {
  // The scheme's case does not matter (RFC 9110).
  if (slot === "authorization") return value.match(/^bearer +(\S+)$/i)?.[1];
  if (slot === "sec-websocket-protocol") return subprotocolKey(value);
  return value;
}

/** Browsers cannot send headers with a WebSocket: they offer the key as a subprotocol, beside the real one. */
function subprotocolKey(value: string): string | undefined {
  const offered = value.split(",").map((protocol) => protocol.trim());
  if (!offered.includes("realtime")) return undefined;
  return offered.flatMap((protocol) => protocol.match(/^openai-insecure-api-key\.(.+)$/)?.[1] ?? [])[0];
}
