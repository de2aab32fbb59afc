import { type AuthEvent, type CachedOptions, type CachedSource, cached } from "../src/index.ts";
import { issuer, openIssuer } from "./issuer.ts";
import { manualClock } from "./manual-clock.ts";

/** A cache, its source and clock, and what it told. */
export interface SetUp<S> {
  readonly key: CachedSource<string>;
  readonly source: S;
  readonly clock: ReturnType<typeof manualClock>;
  readonly events: AuthEvent[];
}

/** Over a source that answers at once, with keys that live so many seconds. */
export function setUp(options: CachedOptions = {}, seconds = 100): SetUp<ReturnType<typeof issuer>> {
  return around(issuer({ expiresIn: seconds }), options);
}

/** The same with keys that live an hour. */
export const setUpForAnHour = (options: CachedOptions = {}): ReturnType<typeof setUp> =>
  setUp(options, 3_600);

/** The same with a source that answers when the test says so, key-1 held. */
export async function setUpOpen(options: CachedOptions = {}): Promise<SetUp<ReturnType<typeof openIssuer>>> {
  const open = around(openIssuer(), options);
  const first = open.key();
  open.source.last.resolve({ value: "key-1", expiresIn: 3_600 });
  await first;
  return open;
}

function around<S extends Parameters<typeof cached<string>>[0]>(source: S, options: CachedOptions): SetUp<S> {
  const clock = manualClock();
  const events: AuthEvent[] = [];
  const onEvent = (event: AuthEvent) => events.push(event);
  return {
    key: cached(source, { name: "vault", clock, random: () => 0, onEvent, ...options }),
    source,
    clock,
    events,
  };
}

/** On the globals' clocks, for fake timers, with a source that answers when the test says so. */
export function setUpOnGlobals(
  options: CachedOptions = {},
): Omit<SetUp<ReturnType<typeof openIssuer>>, "clock"> & { hold(value: string): Promise<void> } {
  const source = openIssuer();
  const events: AuthEvent[] = [];
  const onEvent = (event: AuthEvent) => events.push(event);
  const key = cached(source, { name: "vault", random: () => 0, onEvent, ...options });
  /** Has the cache hold a key that lives for 100 s. */
  const hold = async (value: string) => {
    const answer = key();
    source.last.resolve({ value, expiresIn: 100 });
    await answer;
  };
  return { key, source, events, hold };
}
