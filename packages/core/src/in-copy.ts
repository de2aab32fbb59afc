import type { HeaderRecord } from "./header-values.ts";
import type { Place } from "./place.ts";
import { copied, type PlaceAt, type RequestHeaders, recordOf } from "./request-headers.ts";

/** A copy of the headers that an SDK passes, which stay as they are. */
export function inCopy(given: object, placeAt: PlaceAt): RequestHeaders {
  const clone: Partial<HeaderRecord> = { ...given };
  const isPlain = (name: string) => clone[name]?.trim && name === name.toLowerCase();
  // To clone plain headers in lower case, as most SDKs have them, is three times as fast as one at a time.
  const own = Symbol.iterator in given || !Object.keys(clone).every(isPlain) ? recordOf(given) : clone;
  const places: Place[] = [];
  for (const name in own) {
    const place = placeAt(name, own[name] as string);
    if (!place) continue;
    places.push(place);
    // An object from which something is deleted is slow ever after, and the key is about to stand here.
    own[name] = undefined;
    if (place.name !== name) delete own[name];
  }
  return copied(own, places);
}
