import { describe, expect, test } from "vitest";
import { issuer } from "../test/issuer.ts";
import { manualClock } from "../test/manual-clock.ts";
import { bearer, cached, type HeaderSource, type HeaderValues, header } from "./index.ts";

/** A source of headers with key-1 in them, then key-2, … */
function headersOf(make: (key: string) => HeaderValues): HeaderSource {
  const source = issuer();
  return async (context) => make((await source(context)).value);
}

describe("a set of headers", () => {
  const sets: [string, HeaderSource][] = [
    ["bearer", bearer(issuer())],
    ["a header of its own", header("x-service-token", issuer())],
    ["any set, by the credential in it", headersOf((key) => ({ Authorization: `Key ${key}` }))],
    ["any set, by one of its values", headersOf((key) => ({ "x-first": "1", "x-second": key }))],
    ["a Headers", headersOf((key) => new Headers({ "x-second": key }))],
    ["a list", headersOf((key) => [["x-second", key]])],
  ];
  test.each(sets)("is dropped when its key is refused: %s", async (_, source) => {
    const headers = cached(source, { clock: manualClock() });
    const first = await headers();
    headers.invalidate("key-9");
    expect(headers.peek()).toBe(first);
    headers.invalidate("key-1");
    expect(headers.peek()).toBeUndefined();
    const second = await headers();
    expect(JSON.stringify([...new Headers(second as Headers)])).toContain("key-2");
    expect(await headers({ rejected: "key-1", status: 401 })).toBe(second);
  });

  test("bearer's key is told that it was refused", async () => {
    const source = issuer();
    const headers = cached(bearer(source));
    await headers();
    await headers({ rejected: "key-1", status: 401 });
    expect(source.asked[1]?.rejected).toBe("key-1");
  });
});
