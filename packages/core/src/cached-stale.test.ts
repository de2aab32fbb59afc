import { describe, expect, test } from "vitest";
import { caught } from "../test/caught.ts";
import { issuer, openIssuer } from "../test/issuer.ts";
import { manualClock, turns } from "../test/manual-clock.ts";
import { setUp } from "../test/set-up.ts";
import { AuthError, cached, firstOf } from "./index.ts";

const down = (fields: object = {}): Error => Object.assign(new Error("down"), fields);

describe("a value that is still valid", () => {
  test("is served when the refresh fails, and an event says so", async () => {
    const { key, source, clock, events } = setUp();
    await key();
    source.failure = down();
    clock.advance(95_000);
    expect(await key()).toBe("key-1");
    expect(events.at(-1)).toMatchObject({ type: "stale_served", source: "vault", reason: "key_unavailable" });
    expect(source.asked).toHaveLength(2);
  });

  test("is served at once between attempts", async () => {
    const { key, source, clock, events } = setUp();
    await key();
    source.failure = down();
    clock.advance(95_000);
    for (let count = 0; count < 50; count++) expect(await key()).toBe("key-1");
    expect(source.asked).toHaveLength(3);
    expect(events.filter(({ type }) => type === "stale_served")).toHaveLength(50);
  });

  test("is not served once it has expired", async () => {
    const { key, source, clock } = setUp();
    await key();
    source.failure = down();
    clock.advance(99_999);
    expect(await key()).toBe("key-1");
    clock.advance(1);
    expect(await caught(key())).toMatchObject({ code: "key_unavailable", cause: source.failure });
  });

  test("is not served if it expires while its refresh fails", async () => {
    const source = openIssuer();
    const clock = manualClock();
    const key = cached(source, { clock });
    const first = key();
    source.last.resolve({ value: "key-1", expiresIn: 100 });
    await first;
    clock.advance(95_000);
    const late = caught(key());
    clock.advance(5_000);
    source.last.reject(down());
    expect(await late).toMatchObject({ code: "key_unavailable" });
  });

  test("is not served if it is refused while its refresh fails", async () => {
    const source = openIssuer();
    const clock = manualClock();
    const key = cached(source, { clock });
    const first = key();
    source.last.resolve({ value: "key-1", expiresIn: 100 });
    await first;
    clock.advance(95_000);
    const late = caught(key());
    key.invalidate("key-1");
    source.last.reject(down());
    expect(await late).toMatchObject({ code: "key_unavailable" });
  });

  test("is kept when what comes instead is no key", async () => {
    const source = openIssuer();
    const clock = manualClock();
    const key = cached(source, { clock });
    const first = key();
    source.last.resolve({ value: "key-1", expiresIn: 100 });
    await first;
    clock.advance(95_000);
    const next = key();
    source.last.resolve("not a key");
    expect(await next).toBe("key-1");
  });
});

describe("in the background", () => {
  test("attempts go on, with pauses, while callers get the value", async () => {
    const { key, source, clock } = setUp({ minValidity: 0 }, 1_000);
    await key();
    source.failure = down();
    clock.advance(800_000);
    const attempts: number[] = [];
    for (let second = 0; second < 10; second++) {
      expect(await key()).toBe("key-1");
      await turns();
      attempts.push(source.asked.length - 1);
      clock.advance(1_000);
    }
    expect(attempts).toEqual([1, 2, 3, 3, 4, 4, 4, 4, 5, 5]);
  });

  test.each([
    ["an error", down({ retryable: false })],
    ["an AuthError", new AuthError("key_unavailable", "gone", { retryable: false })],
  ])("retryable: false on %s ends them, until callers have to wait", async (_, failure) => {
    const { key, source, clock } = setUp({ refreshAhead: 50_000 });
    await key();
    source.failure = failure;
    clock.advance(60_000);
    for (let second = 0; second < 29; second++) {
      expect(await key()).toBe("key-1");
      await turns();
      clock.advance(1_000);
    }
    expect(source.asked).toHaveLength(2);
    clock.advance(1_000);
    expect(await key()).toBe("key-1");
    expect(source.asked).toHaveLength(3);
    source.failure = undefined;
    clock.advance(60_000);
    expect(await key()).toBe("key-4");
  });

  test.each([
    ["an error marked as retryable", down({ retryable: true })],
    ["an unmarked error", down()],
    // Its `retryable` is false, but nobody said so.
    ["an unmarked AuthError", new AuthError("key_unavailable", "busy")],
    ["an answer that is no key", new AuthError("key_invalid", "empty")],
  ])("%s does not", async (_, failure) => {
    const { key, source, clock } = setUp();
    await key();
    source.failure = failure;
    clock.advance(60_000);
    await key();
    await turns();
    await key();
    await turns();
    expect(source.asked).toHaveLength(3);
    source.failure = undefined;
    clock.advance(1_000);
    await key();
    await turns();
    expect(key.peek()).toBe("key-4");
  });

  test.each<[string, object, number]>([
    ["an unmarked failure", {}, 3],
    ["one that is marked as final", { retryable: false }, 2],
  ])("a cache inside a cache hands on %s as it is", async (_, fields, asked) => {
    const source = issuer({ expiresIn: 100 });
    const clock = manualClock();
    const key = cached(
      firstOf(() => undefined, cached(source, { clock, ttl: 0 })),
      {
        clock,
        ttl: 100_000,
        random: () => 0,
      },
    );
    await key();
    source.failure = down(fields);
    clock.advance(60_000);
    for (let call = 0; call < 2; call++) {
      expect(await key()).toBe("key-1");
      await turns();
    }
    expect(source.asked).toHaveLength(asked);
  });
});
