import { setTimeout as sleep } from "node:timers/promises";
import { type CachedOptions, cached, type SourceContext } from "../../src/index.ts";

// Real timers, and rejections that nobody handles kill the process. It has to end by itself, in silence.
let calls = 0;
async function moody({ signal }: SourceContext): Promise<{ value: string; expiresIn: number }> {
  const call = ++calls;
  await sleep(call % 5, undefined, call % 3 ? {} : { signal });
  if (call % 4 === 0) throw new Error("down");
  if (call % 7 === 0) await new Promise(() => {});
  return { value: `key-${call}`, expiresIn: 0.04 };
}

const options: CachedOptions = {
  timeout: 10,
  backoff: { initial: 1, max: 5 },
  refreshAhead: 35,
  minValidity: 5,
};
const refreshes: Promise<unknown>[] = [];
const key = cached(moody, { ...options, waitUntil: (refresh) => refreshes.push(refresh) });

async function caller(number: number): Promise<void> {
  for (let turn = 0; turn < 40; turn++) {
    const controller = new AbortController();
    const answer = key(turn % 6 === number % 6 ? { signal: controller.signal } : {});
    if (turn % 6 === number % 6) controller.abort();
    const value = await answer.catch(() => "none");
    // The second half is for refreshes in the background.
    if (turn < 20) await meddle(turn, number, value);
    await sleep((turn + number) % 7);
  }
}

async function meddle(turn: number, number: number, value: string): Promise<void> {
  if (turn % 11 === number) await key({ rejected: value, status: 401 }).catch(() => {});
  if (turn % 13 === number) key.accept(value);
  if (turn % 17 === number) await key.refresh().catch(() => {});
  if (turn % 19 === number) key.invalidate();
}

await Promise.all(Array.from({ length: 10 }, (_, number) => caller(number)));
// Some go on without anybody who waits.
key().catch(() => {});
const closing = cached(moody, options);
closing().catch(() => {});
closing.close();
// Refreshes in the background keep nothing alive, so somebody has to give them the time.
await sleep(50);
await Promise.all(refreshes);
if (calls < 20 || refreshes.length === 0) process.exitCode = 1;
