import { describe, expect, test } from "vitest";
import { issuer } from "../test/issuer.ts";
import { turns } from "../test/manual-clock.ts";
import { setUpForAnHour as setUp, setUpOpen } from "../test/set-up.ts";
import { cached } from "./index.ts";

describe("invalidate", () => {
  test("drops the refused key, and the next exchange is told which it was", async () => {
    const { key, source } = setUp();
    await key();
    key.invalidate("key-1", { status: 401 });
    expect(key.peek()).toBeUndefined();
    expect(await key()).toBe("key-2");
    expect(source.asked.map(({ rejected }) => rejected)).toEqual([undefined, "key-1"]);
  });

  test("does nothing if another key is held by now", async () => {
    const { key, source } = setUp();
    await key();
    await key.refresh();
    key.invalidate("key-1");
    key.invalidate("key-0");
    expect(key.peek()).toBe("key-2");
    expect(source.asked).toHaveLength(2);
  });

  test("without an argument it drops everything, and nothing counts as rejected", async () => {
    const { key, source } = setUp();
    await key();
    key.invalidate();
    expect(key.peek()).toBeUndefined();
    expect(key.expiresAt).toBeUndefined();
    expect(await key()).toBe("key-2");
    expect(source.asked[1]?.rejected).toBeUndefined();
  });

  test("with a status that the source cannot recover from it does nothing", async () => {
    const { key, source } = setUp();
    await key();
    key.invalidate("key-1", { status: 429 });
    expect(key.peek()).toBe("key-1");
    expect(await key({ rejected: "key-1", status: 429 })).toBe("key-1");
    expect(source.asked).toHaveLength(1);
  });

  test("with a status that only its source can recover from, it does", async () => {
    const source = Object.assign(issuer(), { recoverOn: [401, 429] as const });
    const key = cached(source);
    expect(key.recoverOn).toEqual([401, 429]);
    await key();
    key.invalidate("key-1", { status: 429 });
    expect(await key()).toBe("key-2");
    key.accept("key-2");
    expect(await key({ rejected: "key-2", status: 429 })).toBe("key-3");
  });

  test("recovers from 401 by default, and is read live", () => {
    const statuses = [401];
    expect(setUp().key.recoverOn).toEqual([401]);
    const key = cached(Object.defineProperty(() => "key-1", "recoverOn", { get: () => [...statuses] }));
    statuses.push(418);
    expect(key.recoverOn).toEqual([401, 418]);
  });

  test("passes refusals and acceptances on to its source", async () => {
    const told: unknown[] = [];
    const source = Object.assign(() => "key-1", {
      invalidate: (...details: unknown[]) => void told.push(["refused", ...details]),
      accept: (accepted: string) => void told.push(["accepted", accepted]),
    });
    const key = cached(source);
    await key();
    key.accept("key-1");
    key.invalidate("key-1", { status: 401, retryAfter: 5 });
    expect(told).toEqual([
      ["accepted", "key-1"],
      ["refused", "key-1", { status: 401, retryAfter: 5 }],
    ]);
  });

  test("what an exchange brings that was under way when everything was dropped is not kept", async () => {
    const { key, source } = await setUpOpen();
    const refreshed = key.refresh();
    key.invalidate();
    expect(source.last.context.signal?.aborted).toBe(true);
    source.last.resolve("key-stale");
    await turns();
    expect(key.peek()).toBeUndefined();
    // Whoever waited gets what the next exchange brings.
    expect(source.exchanges).toHaveLength(3);
    source.last.resolve("key-3");
    expect(await refreshed).toBe("key-3");
    expect(key.peek()).toBe("key-3");
  });

  test("nor does its failure count", async () => {
    const { key, source } = await setUpOpen();
    key.invalidate();
    const answer = key();
    key.invalidate();
    source.last.reject(new Error("aborted"));
    await turns();
    source.last.resolve("key-3");
    expect(await answer).toBe("key-3");
  });

  test("the same exchange is not joined by another one of the source", async () => {
    const { key, source } = await setUpOpen();
    key.invalidate();
    const before = key();
    key.invalidate();
    const after = key();
    expect(source.exchanges).toHaveLength(2);
    source.last.resolve("key-stale");
    await turns();
    expect(source.exchanges).toHaveLength(3);
    source.last.resolve("key-3");
    expect(await Promise.all([before, after])).toEqual(["key-3", "key-3"]);
  });
});
