import type { Place } from "./place.ts";
import type { PlaceAt, RequestHeaders } from "./request-headers.ts";

/**
 * The `Headers` that an SDK made for this one attempt, written into as they are: a copy would cost more than all
 * the rest. Undefined if no slot has the placeholder: then they may be somebody's own, who uses them again. Also
 * if the key goes elsewhere, which is rare.
 */
export function inPlace(
  given: Headers,
  slots: readonly string[],
  placeAt: PlaceAt,
): RequestHeaders | undefined {
  const places: Place[] = [];
  /** Names of what was put in, the slots included, and what the SDK had in the place of some. */
  let names: string[] = [];
  let replaced: [name: string, value: string][] = [];
  for (const name of slots) {
    const place = placeAt(name, given.get(name) ?? "");
    if (!place) continue;
    if (place.name !== name) return undefined;
    places.push(place);
    names.push(name);
  }
  const headers: RequestHeaders & { sent: Headers } = {
    sent: given,
    places,
    begin(isGone) {
      if (!isGone) return;
      const sent = new Headers(headers.sent);
      for (const name of names) sent.delete(name);
      for (const [name, value] of replaced) sent.set(name, value);
      for (const [name] of [...sent]) if (isGone(name)) sent.delete(name);
      headers.sent = sent;
      names = [];
      replaced = [];
    },
    has: (name) => !names.includes(name) && headers.sent.has(name),
    set(name, value, isCallers) {
      if (isCallers) replaced.push([name, headers.sent.get(name) ?? ""]);
      names.push(name);
      headers.sent.set(name, value);
    },
  };
  return places[0] && headers;
}
