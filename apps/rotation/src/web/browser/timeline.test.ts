import { expect, test } from "vitest";
import type { News } from "../news.ts";
import { Timeline } from "./timeline.ts";

const counts = (answered: number, failures: number) => ({ answered, failures, exchanges: 0, recovered: 0 });

/** News with one sample of one client. */
function newsAt(at: number, answered: number, failures: number, causing: string[] = []): News {
  const samples = [{ at, counts: [counts(answered, failures)], causing }];
  return { at, samples, happenings: [], causing, surprises: true, reasons: [] };
}

test("a bar is what was added per second, over two samples, on top of another", () => {
  const timeline = new Timeline();
  timeline.add(newsAt(1000, 10, 0));
  timeline.add(newsAt(1500, 15, 1));
  timeline.add(newsAt(2000, 15, 3));
  expect(timeline.bars(0, "failures", "answered")).toEqual([
    { from: 1000, to: 1500, value: 2, base: 10 },
    { from: 1500, to: 2000, value: 3, base: 5 },
  ]);
});

test("trouble lasts while the issuer is down or slow, and no longer", () => {
  const timeline = new Timeline();
  timeline.add(newsAt(1000, 0, 0, ["revoke"]));
  timeline.add(newsAt(1500, 0, 0, ["down"]));
  timeline.add(newsAt(2000, 0, 0, ["slow", "revoke"]));
  timeline.add(newsAt(2500, 0, 0));
  expect(timeline.troubles).toEqual([
    { from: 1000, to: 1500 },
    { from: 1500, to: 2000 },
  ]);
});

test("keys were revoked or expired when that began, not when it was told", () => {
  const timeline = new Timeline();
  const happenings = ["revoke", "down", "expire"].map((fault, index) => ({
    at: 2000 + index,
    began: 1000 + index,
    fault,
    text: fault,
  }));
  timeline.add({ ...newsAt(2000, 0, 0), happenings });
  expect(timeline.moments).toEqual([1000, 1002]);
});

test("a minute is kept, and the two samples before it", () => {
  const timeline = new Timeline();
  for (let at = 500; at <= 90_000; at += 500) timeline.add(newsAt(at, 0, 0));
  expect(timeline.samples[0]?.at).toBe(29_000);
  expect(timeline.latest?.at).toBe(90_000);
});
