import { describe, expect, test, vi } from "vitest";
import { caught } from "../test/caught.ts";
import { issuer, openIssuer } from "../test/issuer.ts";
import { manualClock, turns } from "../test/manual-clock.ts";
import { type AuthEvent, bearer, type CachedOptions, cached } from "./index.ts";

const hex = expect.stringMatching(/^[0-9a-f]{8}$/);

function setUp(options: CachedOptions = {}) {
  const clock = manualClock();
  const source = openIssuer();
  const events: AuthEvent[] = [];
  const key = cached(source, {
    name: "vault",
    clock,
    random: () => 0,
    onEvent: (event) => events.push(event),
    ...options,
  });
  /** Has the exchange under way take this long. */
  const answer = async (value: string, duration = 0) => {
    clock.advance(duration);
    source.last.resolve({ value, expiresIn: 100 });
    await turns();
  };
  return { key, source, clock, answer, events, drain: () => events.splice(0) };
}

describe("events", () => {
  test("tell of an exchange, why, how long it took and until when it is good", async () => {
    const { key, clock, answer, drain } = setUp();
    const start = clock.now();
    const first = key();
    expect(drain()).toEqual([{ type: "refresh_started", source: "vault", reason: "expired" }]);
    await answer("key-1", 250);
    await first;
    expect(drain()).toEqual([
      { type: "refreshed", source: "vault", duration: 250, expiresAt: start + 100_000, fingerprint: hex },
    ]);
  });

  test("tell of a refresh ahead of time, of a forced one and of a rejection", async () => {
    const { key, clock, answer, drain } = setUp();
    const first = key();
    await answer("key-1");
    await first;
    drain();
    clock.advance(60_000);
    await key();
    expect(drain()).toEqual([{ type: "refresh_started", source: "vault", reason: "ahead" }]);
    await answer("key-2");
    const [{ fingerprint } = {} as AuthEvent] = drain();
    const forced = key.refresh();
    expect(drain()).toEqual([{ type: "refresh_started", source: "vault", reason: "forced" }]);
    await answer("key-2");
    await forced;
    expect(drain()).toMatchObject([{ type: "refreshed", fingerprint }]);
    key.accept("key-2");
    const renewed = key({ rejected: "key-2", status: 401 });
    expect(drain()).toEqual([
      { type: "rejected", source: "vault", fingerprint },
      { type: "refresh_started", source: "vault", reason: "rejected" },
    ]);
    await answer("key-3");
    await renewed;
  });

  test("tell of a failure by its code, with its duration", async () => {
    const { key, source, clock, drain } = setUp();
    const failed = caught(key());
    clock.advance(70);
    source.last.reject(new Error("key-1 is no good"));
    await failed;
    expect(drain().slice(1)).toEqual([
      { type: "refresh_failed", source: "vault", duration: 70, reason: "key_unavailable" },
    ]);
  });

  test("tell of a key that cannot be one", async () => {
    const { key, source, drain } = setUp();
    const failed = caught(key());
    source.last.resolve("two words");
    await failed;
    expect(drain()[1]).toMatchObject({ type: "refresh_failed", reason: "key_invalid" });
  });

  test("tell of a rejection once", async () => {
    const { key, answer, drain } = setUp();
    const first = key();
    await answer("key-1");
    await first;
    drain();
    for (let count = 0; count < 5; count++) key.invalidate("key-1", { status: 401 });
    key.invalidate("key-0", { status: 401 });
    expect(drain().map(({ type }) => type)).toEqual(["rejected"]);
  });

  test("measure by the clock that nobody sets", async () => {
    const { key, clock, answer, drain } = setUp();
    const first = key();
    clock.shiftWall(-5_000_000);
    await answer("key-1", 30);
    await first;
    expect(drain()[1]).toMatchObject({ type: "refreshed", duration: 30 });
  });

  test("tell keys apart, and the same key by the same fingerprint in every cache", async () => {
    const fingerprints = new Map<string, Set<unknown>>();
    const keys = Array.from({ length: 200 }, (_, index) => `key-${index}`);
    for (const value of [...keys, ...keys]) {
      const known = fingerprints.get(value) ?? new Set();
      fingerprints.set(value, known);
      const onEvent = ({ fingerprint }: AuthEvent) => fingerprint && known.add(fingerprint);
      await cached(value, { onEvent })();
      await cached(bearer(value), { onEvent })();
    }
    const all = [...fingerprints.values()];
    expect(all.every(({ size }) => size === 1)).toBe(true);
    expect(new Set(all.flatMap((set) => [...set])).size).toBe(200);
    expect([...(all[0] ?? [])]).toEqual([hex]);
  });

  test("a process does not share its fingerprints with another one", async () => {
    const seen = new Set<unknown>();
    const onEvent = ({ fingerprint }: AuthEvent) => fingerprint && seen.add(fingerprint);
    for (let process = 0; process < 3; process++) {
      vi.resetModules();
      const { cached: fresh } = await import("./index.ts");
      await fresh("key-1", { onEvent })();
    }
    expect(seen.size).toBe(3);
  });
});

describe("a listener", () => {
  test("that throws changes nothing", async () => {
    const onEvent = vi.fn(() => {
      throw new Error("listener");
    });
    const clock = manualClock();
    const source = issuer({ expiresIn: 100 });
    const key = cached(source, { onEvent, clock, random: () => 0 });
    expect(await key()).toBe("key-1");
    expect(await key({ rejected: "key-1", status: 401 })).toBe("key-2");
    source.failure = new Error("down");
    clock.advance(95_000);
    expect(await key()).toBe("key-2");
    expect(onEvent.mock.calls.map(([event]: unknown[]) => (event as AuthEvent).type)).toEqual([
      "refresh_started",
      "refreshed",
      "rejected",
      "refresh_started",
      "refreshed",
      "refresh_started",
      "refresh_failed",
      "stale_served",
    ]);
  });

  test("that asks when an exchange begins joins it", async () => {
    const asked: Promise<string>[] = [];
    const { key, source, answer } = setUp({
      onEvent: ({ type }) => type === "refresh_started" && asked.push(key()),
    });
    const first = key();
    expect(source.exchanges).toHaveLength(1);
    await answer("key-1");
    expect(await Promise.all([first, ...asked])).toEqual(["key-1", "key-1"]);
  });

  test("that asks when an exchange has failed begins the next one", async () => {
    const asked: Promise<string>[] = [];
    const { key, source, clock } = setUp({
      timeout: 50,
      onEvent: ({ type }) => type === "refresh_failed" && asked.push(key()),
    });
    const first = caught(key());
    clock.advance(50);
    const second = key();
    source.last.resolve("key-2");
    expect(await Promise.all([second, ...asked])).toEqual(["key-2", "key-2"]);
    expect(await first).toMatchObject({ code: "source_timeout" });
    expect(source.exchanges).toHaveLength(2);
  });
});

describe("waitUntil", () => {
  test("gets the background refresh, and nothing else", async () => {
    const waitUntil = vi.fn<(refresh: Promise<unknown>) => void>();
    const { key, clock, answer } = setUp({ waitUntil });
    const first = key();
    await answer("key-1");
    await first;
    expect(waitUntil).not.toHaveBeenCalled();
    clock.advance(60_000);
    await key();
    await key();
    expect(waitUntil).toHaveBeenCalledTimes(1);
    let isOver = false;
    const over = waitUntil.mock.calls[0]?.[0].then(() => {
      isOver = true;
    });
    await turns();
    expect(isOver).toBe(false);
    await answer("key-2");
    await over;
    expect(key.peek()).toBe("key-2");
  });

  test.each(["fails", "is closed", "is overdue", "is dropped"])(
    "never rejects when the refresh %s",
    async (what) => {
      const refreshes: Promise<unknown>[] = [];
      const { key, source, clock, answer } = setUp({
        timeout: 1_000,
        waitUntil: (refresh) => refreshes.push(refresh),
      });
      const first = key();
      await answer("key-1");
      await first;
      clock.advance(60_000);
      await key();
      if (what === "fails") source.last.reject(new Error("down"));
      if (what === "is closed") key.close();
      if (what === "is overdue") {
        clock.advance(1_000);
        await key();
      }
      if (what === "is dropped") {
        key.invalidate();
        source.last.reject(new Error("aborted"));
      }
      await expect(refreshes[0]).resolves.not.toThrow();
      key.close();
    },
  );
});
