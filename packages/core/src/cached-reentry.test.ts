import { expect, test, vi } from "vitest";
import { caught } from "../test/caught.ts";
import { manualClock, turns } from "../test/manual-clock.ts";
import { type CachedSource, cached, type SourceContext } from "./index.ts";

const itself = {
  name: "AuthError",
  code: "key_unavailable",
  message: expect.stringMatching(/vault.*(own cache|itself)/),
};

/** A cache whose source needs the cache. */
function circular(source: (key: CachedSource<string>, context: SourceContext) => Promise<string>) {
  const clock = manualClock();
  const key: CachedSource<string> = cached((context) => source(key, context), { name: "vault", clock });
  return { key, clock };
}

test("a source that asks its own cache before it gives way is told so", async () => {
  const { key } = circular((own) => own());
  expect(await caught(key())).toMatchObject(itself);
});

test("one that refreshes its own cache too", async () => {
  const { key } = circular((own) => own.refresh());
  expect(await caught(key())).toMatchObject(itself);
});

test("one that asks later, with the signal that it was given, too", async () => {
  const { key } = circular(async (own, context) => {
    await undefined;
    return own(context);
  });
  expect(await caught(key())).toMatchObject(itself);
  expect(await caught(key())).toMatchObject(itself);
});

test("one that asks later, and hands nothing on, is over when its time is, and the error names the suspicion", async () => {
  vi.useFakeTimers();
  try {
    const { key } = circular(async (own) => {
      await undefined;
      return own();
    });
    const error = caught(key());
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await error).toMatchObject({
      code: "source_timeout",
      message: expect.stringMatching(/own cache|itself/),
    });
  } finally {
    vi.useRealTimers();
  }
});

test("a source that gives up on its own cache may answer all the same", async () => {
  const { key } = circular(async (own) => {
    await caught(own());
    return "key-1";
  });
  expect(await key()).toBe("key-1");
});

test("a source may look at what its cache holds", async () => {
  const seen: unknown[] = [];
  const { key } = circular(async (own) => {
    seen.push(own.peek(), own.expiresAt);
    return "key-1";
  });
  await key();
  expect(seen).toEqual([undefined, undefined]);
});

test("two caches that need each other do not hang", async () => {
  const first: CachedSource<string> = cached((context) => second(context), { name: "vault" });
  const second: CachedSource<string> = cached((context) => first(context));
  expect(await caught(first())).toMatchObject(itself);
});

test("callers are not mistaken for the source", async () => {
  let began = 0;
  const { key } = circular(async () => {
    began++;
    await turns(5);
    return "key-1";
  });
  const first = key();
  await undefined;
  expect(await Promise.all([first, key(), key({ signal: new AbortController().signal })])).toHaveLength(3);
  expect(began).toBe(1);
});
