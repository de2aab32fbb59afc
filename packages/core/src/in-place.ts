import type { Place } from "./place.ts";
import type { PlaceAt, RequestHeaders } from "./request-headers.ts";

/**
 * The `Headers` that an SDK made for this one attempt, written into as they are: a copy would cost more than all
 * the rest. Undefined if no slot has the placeholder: then they may be somebody's own, who uses them again. Nor if the key
 * goes elsewhere, which is rare.
 */
export function inPlace(
  given: Headers,
  slots: readonly string[],
  placeAt: PlaceAt,
): RequestHeaders | undefined {
  const places: Place[] = [];
  /** Names of what was put in, the slots included, and what the SDK had in the place of some. */
  const before = new Map<string, string | null>();
  for (const name of slots) {
    const place = placeAt(name, given.get(name) ?? "");
    if (!place) continue;
    if (place.name !== name) return undefined;
    places.push(place);
    before.set(name, null);
  }
  const headers: RequestHeaders & { sent: Headers } = {
    sent: given,
    places,
    begin(isGone) {
      if (!isGone) return;
      const sent = new Headers(headers.sent);
      for (const [name, value] of before) value ? sent.set(name, value) : sent.delete(name);
      for (const [name] of [...sent]) if (isGone(name)) sent.delete(name);
      headers.sent = sent;
      before.clear();
    },
    has: (name) => !before.has(name) && headers.sent.has(name),
    set(name, value, isCallers) {
      if (!before.has(name)) before.set(name, isCallers ? headers.sent.get(name) : null);
      headers.sent.set(name, value);
    },
  };
  return places[0] && headers;
}
