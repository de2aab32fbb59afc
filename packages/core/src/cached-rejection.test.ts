import { describe, expect, test } from "vitest";
import { caught } from "../test/caught.ts";
import { openIssuer } from "../test/issuer.ts";
import { manualClock, turns } from "../test/manual-clock.ts";
import { setUpForAnHour as setUp, setUpOpen } from "../test/set-up.ts";
import { cached } from "./index.ts";

describe("asking with the refused key", () => {
  test("forces one exchange for everybody", async () => {
    const { key, source } = setUp();
    await key();
    const asks = Array.from({ length: 100 }, () => key({ rejected: "key-1", status: 401 }));
    expect(new Set(await Promise.all(asks))).toEqual(new Set(["key-2"]));
    expect(source.asked).toHaveLength(2);
  });

  test("gives the current key at once if that is another one", async () => {
    const { key, source } = setUp();
    await key();
    await key.refresh();
    expect(await key({ rejected: "key-1", status: 401 })).toBe("key-2");
    expect(source.asked).toHaveLength(2);
  });

  test("never settles for the same key from an exchange that nobody forced", async () => {
    const { key, source, clock } = await setUpOpen();
    clock.advance(3_400_000);
    await key();
    const forced = key({ rejected: "key-1", status: 401 });
    expect(source.exchanges).toHaveLength(2);
    source.last.resolve("key-1");
    await turns();
    expect(key.peek()).toBeUndefined();
    expect(source.exchanges).toHaveLength(3);
    expect(source.last.context.rejected).toBe("key-1");
    source.last.resolve("key-2");
    expect(await forced).toBe("key-2");
  });

  test("nor does such an exchange make the refused key good again", async () => {
    const { key, source, clock } = await setUpOpen();
    clock.advance(3_400_000);
    await key();
    key.invalidate("key-1", { status: 401 });
    const plain = key();
    source.last.resolve("key-1");
    await turns();
    expect(key.peek()).toBeUndefined();
    source.last.resolve("key-2");
    expect(await plain).toBe("key-2");
    expect(source.exchanges).toHaveLength(3);
  });

  test("is content with another key from such an exchange", async () => {
    const { key, source, clock } = await setUpOpen();
    clock.advance(3_400_000);
    await key();
    const forced = key({ rejected: "key-1", status: 401 });
    source.last.resolve("key-2");
    expect(await forced).toBe("key-2");
    expect(source.exchanges).toHaveLength(2);
  });

  test("does so even if nothing was held when the exchange began", async () => {
    const source = openIssuer();
    const key = cached(source, { clock: manualClock() });
    const plain = key();
    const forced = key({ rejected: "key-1", status: 401 });
    source.last.resolve("key-1");
    expect(await plain).toBe("key-1");
    await turns();
    expect(source.exchanges).toHaveLength(2);
    expect(source.last.context.rejected).toBe("key-1");
    source.last.resolve("key-2");
    expect(await forced).toBe("key-2");
  });

  test("to be told the same key again is an error, and nobody hangs", async () => {
    const clock = manualClock();
    const contexts: unknown[] = [];
    const key = cached(
      (context) => {
        contexts.push(context);
        return "key-1";
      },
      { name: "vault", clock },
    );
    await key();
    const errors = await Promise.all([1, 2, 3].map(() => caught(key({ rejected: "key-1", status: 401 }))));
    for (const error of errors) {
      expect(error).toMatchObject({ code: "key_unavailable", message: expect.stringContaining("vault") });
    }
    expect(contexts).toHaveLength(2);
    expect(await key()).toBe("key-1");
  });

  test.each([0, 60_000])(
    "a source that returns the refused key is asked for it only so often (ttl %d)",
    async (ttl) => {
      const clock = manualClock();
      let calls = 0;
      const stubborn = () => {
        calls++;
        return "key-1";
      };
      const key = cached(stubborn, { clock, ttl });
      expect(await key()).toBe("key-1");
      expect(await caught(key({ rejected: "key-1", status: 401 }))).toMatchObject({
        code: "key_unavailable",
      });
      expect(calls).toBe(2);
    },
  );

  test("a key that nobody holds is passed on to the source", async () => {
    const { key, source } = setUp();
    expect(await key({ rejected: "key-of-yesterday", status: 401 })).toBe("key-1");
    expect(source.asked[0]?.rejected).toBe("key-of-yesterday");
  });

  test("an expired key that was refused is passed on too", async () => {
    const { key, source, clock } = setUp();
    await key();
    clock.advance(3_600_000);
    expect(await key({ rejected: "key-1", status: 401 })).toBe("key-2");
    expect(source.asked[1]?.rejected).toBe("key-1");
  });

  test("a refusal during that key's own exchange starts no other", async () => {
    const { key, source } = await setUpOpen();
    const forced = key({ rejected: "key-1", status: 401 });
    key.invalidate("key-1", { status: 401 });
    const late = key({ rejected: "key-1", status: 401 });
    source.last.resolve("key-2");
    expect(await Promise.all([forced, late])).toEqual(["key-2", "key-2"]);
    key.invalidate("key-1", { status: 401 });
    expect(key.peek()).toBe("key-2");
    expect(source.exchanges).toHaveLength(2);
  });

  test("whoever asks plainly meanwhile waits for the same exchange", async () => {
    const { key, source } = await setUpOpen();
    const forced = key({ rejected: "key-1", status: 401 });
    const plain = key();
    expect(source.exchanges).toHaveLength(2);
    source.last.resolve("key-2");
    expect(await Promise.all([forced, plain])).toEqual(["key-2", "key-2"]);
  });

  test("refresh() joins the exchange that a refusal forced", async () => {
    const { key, source } = await setUpOpen();
    const forced = key({ rejected: "key-1", status: 401 });
    const refreshed = key.refresh();
    source.last.resolve("key-2");
    expect(await Promise.all([forced, refreshed])).toEqual(["key-2", "key-2"]);
    expect(source.exchanges).toHaveLength(2);
  });

  test("the refused key is not served when its renewal fails, though it has not expired", async () => {
    const { key, source } = setUp();
    await key();
    source.failure = new Error("down");
    expect(await caught(key({ rejected: "key-1", status: 401 }))).toMatchObject({ code: "key_unavailable" });
    expect(await caught(key())).toMatchObject({ code: "key_unavailable" });
    expect(key.peek()).toBeUndefined();
  });
});
