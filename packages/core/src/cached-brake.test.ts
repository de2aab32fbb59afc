import { describe, expect, test } from "vitest";
import { caught } from "../test/caught.ts";
import { type Issuer, issuer } from "../test/issuer.ts";
import { type ManualClock, manualClock } from "../test/manual-clock.ts";
import { type CachedSource, cached } from "./index.ts";

interface Setting {
  readonly key: CachedSource<string>;
  readonly source: Issuer;
  readonly clock: ManualClock;
}

const status = 401;

/** A cache whose key-1 was refused and which holds key-2, that no server has taken yet. */
async function renewed(how: "refused" | "refreshed" = "refused"): Promise<Setting> {
  const clock = manualClock();
  const source = issuer({ expiresIn: 3_600 });
  const key = cached(source, { clock, name: "vault", random: () => 0 });
  await key();
  await (how === "refused" ? key({ rejected: "key-1", status }) : key.refresh());
  return { key, source, clock };
}

describe.each(["refused", "refreshed"] as const)(
  "a key that was forced (%s) and is refused untried",
  (how) => {
    test("is not replaced by force, and plain asks get it", async () => {
      const { key, source, clock } = await renewed(how);
      clock.advance(4_999);
      key.invalidate("key-2", { status });
      expect(await Promise.all([key(), key(), key()])).toEqual(["key-2", "key-2", "key-2"]);
      expect(source.asked).toHaveLength(2);
    });

    test("is not to be peeked at", async () => {
      const { key } = await renewed(how);
      key.invalidate("key-2", { status });
      expect(key.peek()).toBeUndefined();
      expect(key.expiresAt).toBeUndefined();
    });

    test("fails whoever asks with it as rejected", async () => {
      const { key, source } = await renewed(how);
      key.invalidate("key-2", { status });
      for (let count = 0; count < 3; count++) {
        expect(await caught(key({ rejected: "key-2", status }))).toMatchObject({
          name: "AuthError",
          code: "key_unavailable",
          message: expect.stringContaining("vault"),
        });
      }
      expect(source.asked).toHaveLength(2);
    });

    test("is given to whoever asks with an older one as rejected", async () => {
      const { key, source } = await renewed(how);
      key.invalidate("key-2", { status });
      expect(await key({ rejected: "key-1", status })).toBe("key-2");
      expect(source.asked).toHaveLength(2);
    });

    test.each([undefined, "key-2"])(
      "is renewed 5 s after its exchange ended (rejected: %s)",
      async (rejected) => {
        const { key, source, clock } = await renewed(how);
        key.invalidate("key-2", { status });
        clock.advance(4_999);
        await key();
        expect(source.asked).toHaveLength(2);
        clock.advance(1);
        expect(await key(rejected ? { rejected, status } : {})).toBe("key-3");
        expect(source.asked[2]?.rejected).toBe("key-2");
      },
    );

    test("is renewed at once by refresh(), which is never braked", async () => {
      const { key, source } = await renewed(how);
      key.invalidate("key-2", { status });
      expect(await key.refresh()).toBe("key-3");
      expect(await key.refresh()).toBe("key-4");
      expect(source.asked).toHaveLength(4);
    });
  },
);

test("the 5 s count from the end of the exchange", async () => {
  const clock = manualClock();
  let calls = 0;
  const slow = async () => {
    clock.advance(20_000);
    return `key-${++calls}`;
  };
  const key = cached(slow, { clock });
  await key();
  await key({ rejected: "key-1", status });
  clock.advance(4_999);
  expect(await caught(key({ rejected: "key-2", status }))).toMatchObject({ code: "key_unavailable" });
  clock.advance(1);
  expect(await key({ rejected: "key-2", status })).toBe("key-3");
});

test("the 5 s are those of the clock that nobody sets", async () => {
  const { key, clock } = await renewed();
  clock.shiftWall(60_000);
  expect(await caught(key({ rejected: "key-2", status }))).toMatchObject({ code: "key_unavailable" });
  clock.shiftWall(-120_000);
  clock.advance(5_000);
  expect(await key({ rejected: "key-2", status })).toBe("key-3");
});

test("a key that nobody forced is renewed at once", async () => {
  const clock = manualClock();
  const key = cached(issuer(), { clock });
  await key();
  expect(await key({ rejected: "key-1", status })).toBe("key-2");
});

test("a key that a server took is renewed at once, however often that happens", async () => {
  const { key, source } = await renewed();
  for (let count = 2; count < 20; count++) {
    key.accept(`key-${count}`);
    expect(await key({ rejected: `key-${count}`, status })).toBe(`key-${count + 1}`);
  }
  expect(source.asked).toHaveLength(20);
});

test("accepting another key does not count", async () => {
  const { key } = await renewed();
  key.accept("key-1");
  key.accept("key-3");
  expect(await caught(key({ rejected: "key-2", status }))).toMatchObject({ code: "key_unavailable" });
});

test("neither does having accepted the key before it", async () => {
  const clock = manualClock();
  const key = cached(issuer(), { clock });
  await key();
  key.accept("key-1");
  await key({ rejected: "key-1", status });
  expect(await caught(key({ rejected: "key-2", status }))).toMatchObject({ code: "key_unavailable" });
});

test("an acceptance that arrives after the refusal counts", async () => {
  const { key } = await renewed();
  key.invalidate("key-2", { status });
  key.accept("key-2");
  expect(await key()).toBe("key-3");
});

test("a later acceptance of an older key takes nothing back", async () => {
  const { key } = await renewed();
  key.accept("key-2");
  key.accept("key-1");
  expect(await key({ rejected: "key-2", status })).toBe("key-3");
});

test("a key stays accepted when a forced exchange brings it again", async () => {
  const clock = manualClock();
  const answers = ["key-1", "key-1", "key-1", "key-2"];
  let calls = 0;
  const key = cached(() => answers[calls++] ?? "none", { clock });
  await key();
  key.accept("key-1");
  expect(await caught(key({ rejected: "key-1", status }))).toMatchObject({ code: "key_unavailable" });
  expect(await key.refresh()).toBe("key-1");
  expect(await key({ rejected: "key-1", status })).toBe("key-2");
  expect(calls).toBe(4);
});

test("a refused key that comes again and was never accepted is not asked for more than once in 5 s", async () => {
  const clock = manualClock();
  let calls = 0;
  const stubborn = () => {
    calls++;
    return "key-1";
  };
  const key = cached(stubborn, { clock });
  for (let second = 0; second < 50; second++) {
    expect(await key()).toBe("key-1");
    await caught(key({ rejected: "key-1", status }));
    clock.advance(1_000);
  }
  expect(calls).toBeLessThanOrEqual(1 + 50 / 5);
});

test("once it has expired, a braked key is neither handed out nor kept", async () => {
  const clock = manualClock();
  const source = issuer({ expiresIn: 2 });
  const key = cached(source, { clock });
  await key();
  await key({ rejected: "key-1", status });
  key.invalidate("key-2", { status });
  expect(await key()).toBe("key-2");
  clock.advance(2_000);
  expect(await key()).toBe("key-3");
});

test("an ordinary refresh lifts it", async () => {
  const { key, source, clock } = await renewed();
  clock.advance(3_400_000);
  await key();
  expect(key.peek()).toBe("key-3");
  expect(await key({ rejected: "key-3", status })).toBe("key-4");
  expect(source.asked).toHaveLength(4);
});
