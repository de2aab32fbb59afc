import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { caught } from "../test/caught.ts";
import { turns } from "../test/manual-clock.ts";
import { setUpOnGlobals as setUp } from "../test/set-up.ts";

// With these, time moves when a test says so, and timers can be counted.
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a caller's signal", () => {
  test("detaches that caller alone", async () => {
    const { key, source } = setUp();
    const controller = new AbortController();
    const leaving = caught(key({ signal: controller.signal }));
    const staying = [key(), key({ signal: new AbortController().signal })];
    const reason = new Error("enough");
    controller.abort(reason);
    expect(await leaving).toBe(reason);
    expect(source.last.context.signal?.aborted).toBe(false);
    source.last.resolve("key-1");
    expect(await Promise.all(staying)).toEqual(["key-1", "key-1"]);
    expect(source.exchanges).toHaveLength(1);
  });

  test("of the one who came first is no different, and what comes is kept", async () => {
    const { key, source } = setUp();
    const controller = new AbortController();
    const leaving = caught(key({ signal: controller.signal }));
    controller.abort();
    expect(await leaving).toMatchObject({ name: "AbortError" });
    source.last.resolve("key-1");
    await turns();
    expect(key.peek()).toBe("key-1");
  });

  test("that was aborted before starts nothing", async () => {
    const { key, source } = setUp();
    const reason = new Error("too late");
    expect(await caught(key({ signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(source.exchanges).toHaveLength(0);
  });

  test("in the minimum window is not answered with the old value", async () => {
    const { key, source, hold } = setUp();
    await hold("key-1");
    vi.advanceTimersByTime(95_000);
    const controller = new AbortController();
    const leaving = caught(key({ signal: controller.signal }));
    await turns();
    expect(source.exchanges).toHaveLength(2);
    controller.abort();
    expect(await leaving).toMatchObject({ name: "AbortError" });
  });

  test("is let go of afterwards", async () => {
    const { key, source } = setUp();
    const controller = new AbortController();
    const add = vi.spyOn(controller.signal, "addEventListener");
    const remove = vi.spyOn(controller.signal, "removeEventListener");
    const answer = key({ signal: controller.signal });
    source.last.resolve("key-1");
    await answer;
    await turns();
    expect(add.mock.calls.length).toBeGreaterThan(0);
    expect(remove.mock.calls.map(([, listener]) => listener)).toEqual(
      add.mock.calls.map(([, listener]) => listener),
    );
  });
});
