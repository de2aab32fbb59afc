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
  /** Slots from which the key moves elsewhere. */
  const moved: string[] = [];
  /** Names of what was put in, the slots included, and what the SDK had in the place of some. */
  let names: string[] = [];
  let replaced: [name: string, value: string][] = [];
  for (const name of slots) {
    const value = given.get(name);
    const place = value === null ? undefined : placeAt(name, value);
    if (!place) continue;
    places.push(place);
    names.push(name);
    if (place.name !== name) moved.push(name);
  }
  if (!places[0]) return undefined;
  const headers: RequestHeaders & { sent: Headers } = {
    sent: given,
    places,
    begin(isGone) {
      if (isGone) {
        headers.sent = new Headers(headers.sent);
        for (const name of names) headers.sent.delete(name);
        for (const [name, value] of replaced) headers.sent.set(name, value);
        for (const name of [...headers.sent.keys()]) if (isGone(name)) headers.sent.delete(name);
        names = [];
        replaced = [];
      }
      for (const name of moved) headers.sent.delete(name);
    },
    has: (name) => !names.includes(name) && headers.sent.has(name),
    set(name, value, isCallers) {
      if (isCallers) replaced.push([name, headers.sent.get(name) ?? ""]);
      names.push(name);
      headers.sent.set(name, value);
    },
  };
  return headers;
}
