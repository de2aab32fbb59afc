import { describe, expect, test } from "vitest";
import { caught } from "../test/caught.ts";
import { openIssuer } from "../test/issuer.ts";
import { setUp } from "../test/set-up.ts";
import { type CachedOptions, cached } from "./index.ts";

const down = (fields: object = {}): Error => Object.assign(new Error("down"), fields);

describe("a failure", () => {
  test("is thrown as an AuthError that names the source and keeps the cause", async () => {
    const { key, source } = setUp();
    source.failure = down();
    const error = await caught(key());
    expect(error).toMatchObject({ name: "AuthError", code: "key_unavailable", cause: source.failure });
    expect((error as Error).message).toContain("vault");
    expect((error as Error).message).not.toContain("down");
  });

  test.each([[undefined], [null], ["down"], [42], [Object.create(null)]])(
    "may be anything: %o",
    async (thrown) => {
      const key = cached(() => Promise.reject(thrown));
      const error = await caught(key());
      expect(error).toMatchObject({ name: "AuthError", code: "key_unavailable" });
      expect((error as Error).cause).toBe(thrown);
    },
  );

  test("thrown before the source gives way is one too", async () => {
    const cause = down();
    const key = cached((): string => {
      throw cause;
    });
    expect(await caught(key())).toMatchObject({ code: "key_unavailable", cause });
  });

  test("reaches everybody who waits", async () => {
    const source = openIssuer();
    const key = cached(source);
    const errors = Promise.all([caught(key()), caught(key()), caught(key())]);
    source.last.reject(down());
    expect((await errors).map((error) => (error as { code: string }).code)).toEqual(
      Array(3).fill("key_unavailable"),
    );
  });

  test("is never kept: the first retry is free, and what it brings is", async () => {
    const { key, source } = setUp();
    source.failure = down();
    await caught(key());
    source.failure = undefined;
    expect(await key()).toBe("key-2");
    expect(await key()).toBe("key-2");
  });
});

describe("backoff", () => {
  /** How long after each failure the next attempt is made, to the ms; a failure in between repeats the last one. */
  async function pauses(options: CachedOptions, failures: readonly unknown[]): Promise<number[]> {
    const { key, source, clock } = setUp(options);
    const found: number[] = [];
    for (const failure of failures) {
      source.failure = failure;
      const attempts = source.asked.length;
      let pause = 0;
      for (; ; pause++) {
        expect(await caught(key())).toMatchObject({ code: "key_unavailable" });
        if (source.asked.length > attempts) break;
        clock.advance(1);
      }
      found.push(pause);
    }
    return found;
  }

  test("nothing, 1 s, then twice as long each time up to 60 s", async () => {
    expect(await pauses({ backoff: { initial: 10, max: 100 } }, Array(8).fill(down()))).toEqual([
      0, 0, 10, 20, 40, 80, 100, 100,
    ]);
    expect(await pauses({}, Array(5).fill(down()))).toEqual([0, 0, 1_000, 2_000, 4_000]);
  });

  test("the default limit is 60 s, also after two thousand failures", async () => {
    const { key, source, clock } = setUp();
    source.failure = down();
    for (let count = 0; count < 2_000; count++) {
      await caught(key());
      clock.advance(60_000);
    }
    expect(source.asked).toHaveLength(2_000);
    await caught(key());
    expect(source.asked).toHaveLength(2_001);
    clock.advance(59_999);
    await caught(key());
    expect(source.asked).toHaveLength(2_001);
    clock.advance(1);
    source.failure = undefined;
    expect(await key()).toBe("key-2002");
  });

  test("two thousand failures without a pause do not forget a retryAfter", async () => {
    const { key, source, clock } = setUp({ backoff: { initial: 0 } });
    source.failure = down();
    for (let count = 0; count < 2_000; count++) await caught(key());
    expect(source.asked).toHaveLength(2_000);
    source.failure = down({ retryAfter: 500 });
    await caught(key());
    await caught(key());
    clock.advance(499);
    await caught(key());
    expect(source.asked).toHaveLength(2_001);
  });

  test("a retryAfter on the error, or on its cause, counts if it is longer", async () => {
    const wait = down({ retryAfter: 25 });
    const backoff = { initial: 10, max: 100 };
    expect(await pauses({ backoff }, [wait, wait, wait, wait, wait])).toEqual([0, 25, 25, 25, 40]);
    const nested = down({ cause: wait });
    expect(await pauses({ backoff }, [nested, nested])).toEqual([0, 25]);
  });

  test.each([Number.NaN, -1])("a retryAfter of %o changes nothing", async (retryAfter) => {
    const wait = down({ retryAfter });
    expect(await pauses({ backoff: { initial: 10 } }, [wait, wait, wait])).toEqual([0, 0, 10]);
  });

  test("a success ends it", async () => {
    const { key, source, clock } = setUp();
    source.failure = down();
    for (let count = 0; count < 5; count++) {
      await caught(key());
      clock.advance(60_000);
    }
    source.failure = undefined;
    await key();
    clock.advance(100_000);
    source.failure = down();
    await caught(key());
    await caught(key());
    expect(source.asked).toHaveLength(8);
  });

  test("whoever asks meanwhile gets the last failure at once", async () => {
    const { key, source } = setUp();
    source.failure = down();
    const errors = [await caught(key()), await caught(key()), await caught(key()), await caught(key())];
    expect(source.asked).toHaveLength(2);
    expect(errors[3]).toBe(errors[1]);
  });

  test("dropping everything ends it, and refresh() does not mind it", async () => {
    const { key, source } = setUp();
    source.failure = down();
    await caught(key());
    await caught(key());
    await caught(key.refresh());
    expect(source.asked).toHaveLength(3);
    key.invalidate();
    await caught(key());
    expect(source.asked).toHaveLength(4);
  });
});
