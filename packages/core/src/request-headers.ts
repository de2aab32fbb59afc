import { eachPair, type HeaderRecord } from "./header-values.ts";
import type { Place } from "./place.ts";

/** What a header of the caller's holds for the key, if anything. A place without a name only marks the request. */
export type PlaceAt = (name: string, value: string) => Place | undefined;

/** Which of the caller's own headers are left out from now on. */
export type IsGone = (name: string) => boolean;

/** The headers of a request: the caller's, and over them what an attempt puts in. Names are in lower case. */
export interface RequestHeaders {
  /** As they are sent. What was sent stays as it was. */
  sent: HeaderRecord | Headers;
  /** Where the key goes. */
  readonly places: readonly Place[];
  /**
   * Begins an attempt, without placeholders and without what the attempt before put in; from now on also
   * without those of the caller's own that are gone.
   */
  begin(isGone?: IsGone): void;
  /** Does the caller have it? What was put in is not his. */
  has(name: string): boolean;
  /** Puts one in, perhaps in place of the caller's. */
  set(name: string, value: string, isCallers: boolean): void;
}

/** The headers of a copy, which is changed. Those that are `undefined` wait for the key. */
export function copied(own: Partial<HeaderRecord>, places: readonly Place[]): RequestHeaders {
  const has = (name: string) => typeof own[name] === "string";
  const headers: RequestHeaders & { sent: HeaderRecord } = {
    sent: {},
    places,
    begin(isGone) {
      if (isGone) for (const name in own) if (!has(name) || isGone(name)) delete own[name];
      headers.sent = { ...own } as HeaderRecord;
    },
    has,
    set(name, value) {
      headers.sent[name] = value;
    },
  };
  return headers;
}

/** Headers of any kind by lower-case name, as a copy. */
export function recordOf(given: object): HeaderRecord {
  const record: HeaderRecord = {};
  eachPair(given, (name, value) => {
    const lower = name.toLowerCase();
    record[lower] = `${Object.hasOwn(record, lower) ? `${record[lower]}, ` : ""}${value}`;
  });
  return record;
}
