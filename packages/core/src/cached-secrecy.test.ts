import { describe, expect, test } from "vitest";
import { caught } from "../test/caught.ts";
import { findLeaks } from "../test/find-leaks.ts";
import { manualClock } from "../test/manual-clock.ts";
import { type AuthEvent, basic, bearer, type CachedSource, cached, header, type Source } from "./index.ts";

/** Anew for each test, so that nothing but a leak can have it. */
const secret = (): string => `fake-${crypto.randomUUID()}`;
/** Everything that a cache is made of. */
const partsOf = (key: CachedSource<unknown>): unknown[] => [
  key,
  { nested: { key } },
  ...Object.values(Object.getOwnPropertyDescriptors(key)).flatMap(({ value, get }) => [value, get]),
  key.bind(undefined, {}),
  key.refresh.bind(key),
];
const leaksOf = (values: readonly unknown[], text: string): string[] =>
  values.flatMap((value) => findLeaks(value, text));

test("the search finds what is there to be found", () => {
  expect(findLeaks({ deep: { key: "fake-needle" } }, "needle")).toEqual(["inspect", "json", "descriptors"]);
  expect(findLeaks(new Error("fake-needle"), "needle")).toContain("string");
  expect(
    findLeaks(
      Object.assign(() => {}, { key: "needle" }),
      "needle",
    ),
  ).toContain("inspect");
  expect(findLeaks(Object.defineProperty({}, "key", { value: "needle" }), "needle")).toContain("inspect");
});

describe("a cache does not show its key", () => {
  test.each<[string, (key: string) => Source<unknown>]>([
    ["as a string", (key) => cached(key)],
    ["from a function", (key) => cached(() => ({ value: key, expiresIn: 60 }))],
    ["as a bearer", (key) => cached(bearer(key))],
    ["as a header", (key) => cached(header("x-api-key", () => key))],
    ["as a password", (key) => cached(basic("user", key))],
  ])("%s", async (_, make) => {
    const text = secret();
    const key = make(text) as CachedSource<unknown>;
    await key({});
    expect(leaksOf(partsOf(key), text)).toEqual([]);
    key.invalidate(text);
    expect(leaksOf(partsOf(key), text)).toEqual([]);
    await key({ rejected: text, status: 401 }).catch(() => {});
    key.invalidate(text);
    expect(leaksOf(partsOf(key), text)).toEqual([]);
  });

  test("nor do the sources that wrap one", async () => {
    const text = secret();
    const wrapped = [bearer(text), header("x-api-key", text), basic("user", text)];
    for (const source of wrapped) await source({});
    expect(leaksOf(wrapped, text)).toEqual([]);
  });

  test("in an event", async () => {
    const text = secret();
    const events: AuthEvent[] = [];
    const clock = manualClock();
    let failing = false;
    const source = () => {
      if (failing) throw new Error(text);
      return { value: text, expiresIn: 100 };
    };
    const key = cached(source, { clock, onEvent: (event) => events.push(event), random: () => 0 });
    await key();
    await caught(key({ rejected: text, status: 401 }));
    failing = true;
    clock.advance(95_000);
    await key();
    key.invalidate(text);
    await caught(key.refresh());
    expect(new Set(events.map(({ type }) => type)).size).toBe(5);
    expect(leaksOf(events, text)).toEqual([]);
  });

  test("in an error of its own", async () => {
    const text = secret();
    const clock = manualClock();
    const errors: unknown[] = [];
    const same = cached(() => text, { clock });
    await same();
    errors.push(await caught(same({ rejected: text, status: 401 })));
    same.invalidate(text);
    errors.push(await caught(same({ rejected: text, status: 401 })));
    same.close();
    errors.push(await caught(same()));
    for (const answer of [
      `${text} two`,
      `${text}\u0000`,
      { value: text, expiresIn: -1 },
      { value: text, expiresAt: 5 },
    ])
      errors.push(await caught(cached(() => answer)()));
    errors.push(await caught(() => cached(`${text}\r\nx: y`)));
    expect(errors).toHaveLength(8);
    expect(leaksOf(errors, text)).toEqual([]);
  });

  test("in the text of an error, though the source put it into its own", async () => {
    const text = secret();
    const error = (await caught(cached(() => Promise.reject(new Error(`bad ${text}`)))())) as Error;
    expect(`${error}${error.message}${error.stack}${JSON.stringify(error)}`).not.toContain(text);
  });
});
