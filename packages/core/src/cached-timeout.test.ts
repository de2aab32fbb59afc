import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { caught } from "../test/caught.ts";
import { manualClock, turns } from "../test/manual-clock.ts";
import { setUpOnGlobals as setUp } from "../test/set-up.ts";
import { cached } from "./index.ts";

// With these, time moves when a test says so, and timers can be counted.
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const timedOut = { name: "AuthError", code: "source_timeout", retryable: true };

describe("a source that takes too long", () => {
  test("is aborted, and everybody who waits is told", async () => {
    const { key, source, events } = setUp({ timeout: 50 });
    const errors = Promise.all([caught(key()), caught(key()), caught(key())]);
    await vi.advanceTimersByTimeAsync(49);
    expect(source.last.context.signal?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    for (const error of await errors) {
      expect(error).toMatchObject(timedOut);
      expect((error as Error).message).toMatch(/vault.*50 ms/);
    }
    expect(source.last.context.signal?.aborted).toBe(true);
    expect(source.last.context.signal?.reason).toMatchObject(timedOut);
    expect(events.filter(({ type }) => type === "refresh_failed")).toEqual([
      { type: "refresh_failed", source: "vault", duration: 50, reason: "source_timeout" },
    ]);
  });

  test("has 30 s by default", async () => {
    const { key, source } = setUp();
    const error = caught(key());
    await vi.advanceTimersByTimeAsync(29_999);
    expect(source.last.context.signal?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await error).toMatchObject(timedOut);
  });

  test("has for ever with a timeout of 0, and then there is no timer", async () => {
    const { key, source } = setUp({ timeout: 0 });
    const answer = key();
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(1e9);
    source.last.resolve("key-1");
    expect(await answer).toBe("key-1");
  });

  test("frees the slot, and its late answer changes nothing", async () => {
    const { key, source, events } = setUp({ timeout: 50 });
    const first = caught(key());
    await vi.advanceTimersByTimeAsync(50);
    await first;
    const second = key();
    expect(source.exchanges).toHaveLength(2);
    source.exchanges[0]?.resolve("key-late");
    await turns();
    expect(key.peek()).toBeUndefined();
    source.last.resolve("key-2");
    expect(await second).toBe("key-2");
    expect(events.map(({ type }) => type)).toEqual([
      "refresh_started",
      "refresh_failed",
      "refresh_started",
      "refreshed",
    ]);
  });

  test("its late failure changes nothing either", async () => {
    const { key, source, events } = setUp({ timeout: 50 });
    const first = caught(key());
    await vi.advanceTimersByTimeAsync(50);
    await first;
    source.last.reject(new Error("late"));
    await turns();
    expect(events).toHaveLength(2);
    const second = key();
    source.last.resolve("key-2");
    expect(await second).toBe("key-2");
  });

  test("gives way to the value that is still valid", async () => {
    const { key, hold, events } = setUp({ timeout: 1_000 });
    await hold("key-1");
    vi.advanceTimersByTime(95_000);
    const answer = key();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await answer).toBe("key-1");
    expect(events.at(-1)).toMatchObject({ type: "stale_served", reason: "source_timeout" });
  });

  test("in the background is aborted too, and the value goes on", async () => {
    const { key, source, hold } = setUp({ timeout: 1_000 });
    await hold("key-1");
    vi.advanceTimersByTime(60_000);
    expect(await key()).toBe("key-1");
    expect(source.exchanges).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(source.last.context.signal?.aborted).toBe(true);
    expect(await key()).toBe("key-1");
    expect(source.exchanges).toHaveLength(3);
  });

  test("is aborted when all who waited have left", async () => {
    const { key, source } = setUp({ timeout: 50 });
    const controller = new AbortController();
    const leaving = caught(key({ signal: controller.signal }));
    controller.abort();
    await leaving;
    await vi.advanceTimersByTimeAsync(50);
    expect(source.last.context.signal?.reason).toMatchObject(timedOut);
  });

  test("does not keep whoever came late waiting longer", async () => {
    const { key } = setUp({ timeout: 50 });
    const early = caught(key());
    await vi.advanceTimersByTimeAsync(40);
    const late = caught(key());
    await vi.advanceTimersByTimeAsync(10);
    expect(await early).toMatchObject(timedOut);
    expect(await late).toMatchObject(timedOut);
  });

  test("before it gives way sets no timer in the past, of which Node would warn", async () => {
    const clock = manualClock();
    const timers = vi.spyOn(globalThis, "setTimeout");
    const busy = () => {
      clock.advance(80);
      return new Promise<string>(() => {});
    };
    const error = caught(cached(busy, { clock, timeout: 50 })());
    await vi.runAllTimersAsync();
    expect(await error).toMatchObject(timedOut);
    const [[, delay] = []] = timers.mock.calls;
    expect(delay).toBeGreaterThanOrEqual(0);
  });

  test("may be given more time than timers can count", async () => {
    const { key, source } = setUp({ timeout: 1e12 });
    const answer = key();
    await vi.advanceTimersByTimeAsync(60_000);
    source.last.resolve("key-1");
    expect(await answer).toBe("key-1");
  });
});

describe("where timers never fire", () => {
  test.each(["ask", "refresh"] as const)("the next %s abandons what is overdue", async (verb) => {
    const clock = manualClock();
    const { key, source } = setUp({ clock, timeout: 50 });
    const stuck = caught(key());
    clock.advance(49);
    const joined = caught(key());
    expect(source.exchanges).toHaveLength(1);
    clock.advance(1);
    const next = verb === "ask" ? key() : key.refresh();
    expect(source.exchanges).toHaveLength(2);
    expect(source.exchanges[0]?.context.signal?.aborted).toBe(true);
    expect(await stuck).toMatchObject(timedOut);
    expect(await joined).toMatchObject(timedOut);
    source.exchanges[0]?.resolve("key-late");
    source.last.resolve("key-2");
    expect(await next).toBe("key-2");
  });

  test("also what was begun in the background", async () => {
    const clock = manualClock();
    const { key, source, hold } = setUp({ clock, timeout: 50 });
    await hold("key-1");
    clock.advance(60_000);
    expect(await key()).toBe("key-1");
    clock.advance(50);
    expect(await key()).toBe("key-1");
    expect(source.exchanges).toHaveLength(3);
    expect(source.exchanges[1]?.context.signal?.aborted).toBe(true);
  });

  test("by the clock that never goes back", async () => {
    const clock = manualClock();
    const { key, source } = setUp({ clock, timeout: 50 });
    const answer = key();
    clock.shiftWall(3_600_000);
    const joined = key();
    source.last.resolve("key-1");
    expect(await Promise.all([answer, joined])).toEqual(["key-1", "key-1"]);
    expect(source.exchanges).toHaveLength(1);
  });
});

describe("timers", () => {
  test("there is none while idle", async () => {
    const { key, source, hold } = setUp();
    expect(vi.getTimerCount()).toBe(0);
    await hold("key-1");
    await turns();
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(60_000);
    await key();
    source.last.reject(new Error("down"));
    await turns();
    expect(vi.getTimerCount()).toBe(0);
    key.invalidate("key-1");
    const controller = new AbortController();
    const leaving = caught(key({ signal: controller.signal }));
    controller.abort();
    await leaving;
    source.last.resolve("key-2");
    await turns();
    expect(vi.getTimerCount()).toBe(0);
    const closing = caught(key.refresh());
    key.close();
    await closing;
    await turns();
    expect(vi.getTimerCount()).toBe(0);
  });
});
