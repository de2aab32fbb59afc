import type { Place } from "./place.ts";
import type { PlaceAt, RequestHeaders } from "./request-headers.ts";

/**
 * The `Headers` that an SDK made for this one attempt, written into as they are: a copy would cost more than all
 * the rest. Undefined if no slot has the placeholder: then they may be somebody's own, who uses them again.
 */
export function inPlace(
  given: Headers,
  slots: readonly string[],
  placeAt: PlaceAt,
): RequestHeaders | undefined {
  const places: Place[] = [];
  /** Names of what was put in, and what the SDK had there: instead of the placeholder nothing. */
  let before = new Map<string, string | false | null>();
  for (const name of slots) {
    const place = placeAt(name, given.get(name) ?? "");
    if (!place) continue;
    places.push(place);
    before.set(name, false);
  }
  if (!places[0]) return undefined;
  const headers: RequestHeaders & { sent: Headers } = {
    sent: given,
    places,
    begin(isGone) {
      if (isGone) {
        headers.sent = new Headers(headers.sent);
        for (const [name, value] of before)
          if (typeof value === "string") headers.sent.set(name, value);
          else headers.sent.delete(name);
        for (const name of [...headers.sent.keys()]) if (isGone(name)) headers.sent.delete(name);
        before = new Map();
      }
      // Where the key itself goes it is overwritten.
      for (const name of before.keys())
        if (!places.some((place) => place.name === name)) headers.sent.delete(name);
    },
    has: (name) => !before.has(name) && headers.sent.has(name),
    set(name, value, isCallers) {
      if (!before.has(name)) before.set(name, isCallers && headers.sent.get(name));
      headers.sent.set(name, value);
    },
  };
  return headers;
}
