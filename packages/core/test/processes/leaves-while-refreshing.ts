import { cached } from "../../src/index.ts";

const clock = { wall: 0, now: () => 1.8e12 + clock.wall, monotonic: () => clock.wall };
let calls = 0;
const source = () =>
  ++calls === 1
    ? { value: "key-1", expiresIn: 100 }
    : new Promise<{ value: string; expiresIn: number }>(() => {});

// An hour's time-out for a refresh that never ends: in the background it must not keep the process alive.
const key = cached(source, { clock, random: () => 0, timeout: 3_600_000 });
await key();
clock.wall = 60_000;
if ((await key()) !== "key-1" || calls !== 2) process.exitCode = 1;

// Nor must the time-out of a caller who has left.
const leaving = new AbortController();
const gone = cached(() => new Promise<string>(() => {}), { timeout: 3_600_000 })({ signal: leaving.signal });
leaving.abort();
await gone.catch(() => {});
