import { eachPair, type HeaderRecord } from "./header-values.ts";
import type { Place } from "./place.ts";

/** What a header of the caller's holds for the key, if anything. A place without a name only marks the request. */
export type PlaceAt = (name: string, value: string) => Place | undefined;

/** Which of the caller's own headers are left out from now on. */
export type IsGone = (name: string) => boolean;

/** The headers of a request: the caller's, and over them what an attempt puts in. Names are in lower case. */
export interface RequestHeaders {
  /** As they are sent. What was sent stays as it was. */
  sent: HeaderRecord;
  /** Where the key goes. */
  readonly places: readonly Place[];
  /**
   * Begins an attempt, without placeholders and without what the attempt before put in; from now on also
   * without those of the caller's own that are gone.
   */
  begin(isGone?: IsGone): void;
  /** Does the caller have it? What was put in is not his. */
  has(name: string): boolean;
}

/** A copy of headers of any kind, which stay as they are. */
export function copied(given: object, places: Place[], placeAt?: PlaceAt): RequestHeaders {
  const own: HeaderRecord = {};
  eachPair(given, (name, value) => {
    const lower = name.toLowerCase();
    const text = `${value}`;
    const place = placeAt?.(lower, text);
    if (place) places.push(place);
    else own[lower] = Object.hasOwn(own, lower) ? `${own[lower]}, ${text}` : text;
  });
  const headers: RequestHeaders = {
    sent: own,
    places,
    begin(isGone) {
      if (isGone) for (const name in own) if (isGone(name)) delete own[name];
      headers.sent = { ...own };
    },
    has: (name) => Object.hasOwn(own, name),
  };
  return headers;
}
