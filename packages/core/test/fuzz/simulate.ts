import { vi } from "vitest";
import { type AuthError, cached, isAuthError, type SourceContext } from "../../src/index.ts";
import { oracle } from "./oracle.ts";
import { type Chance, randomNumbers, type Scenario } from "./scenario.ts";

const callers = 50;
/** The real one: it lets everything that is ready run. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Lives through a scenario, and tells what happened, line by line. It throws when a promise was broken. */
export async function simulate({
  seed,
  turns,
  pause,
  latency,
  life,
  honours,
  chances,
  options,
}: Scenario): Promise<string[]> {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date", "performance"] });
  const broken: unknown[] = [];
  const unhandled = (error: unknown) => void broken.push(error);
  process.on("unhandledRejection", unhandled);
  try {
    const random = randomNumbers(seed);
    const upTo = (most: number) => Math.floor(random() * (most + 1));
    const happens = (what: Chance) => random() < chances[what];
    const start = performance.now();
    const trace: string[] = [];
    let shift = 0;
    let sleeping = 0;
    const clock = {
      now: () => 1.8e12 + performance.now() - start + shift,
      monotonic: () => performance.now() - start,
    };
    const watch = oracle(clock, options.ttl);
    const note = (text: string) => trace.push(`${clock.monotonic()} ${text}`);
    const guarded =
      <T extends unknown[]>(watching: (...values: T) => void) =>
      (...values: T) => {
        try {
          watching(...values);
        } catch (error) {
          broken.push(error);
        }
      };
    /** Who has slept enough, and gets up one after the other. */
    const ready: (() => void)[] = [];
    const sleep = (duration: number) => {
      sleeping++;
      return new Promise<void>((resolve) => setTimeout(() => ready.push(resolve), duration)).finally(
        () => sleeping--,
      );
    };

    let issued = 0;
    const source = async (context: SourceContext) => {
      const isOld = issued > 0 && happens("repeat");
      const value = isOld ? `key-${issued}` : `key-${++issued}`;
      const answer = happens("endless")
        ? { value }
        : { value, expiresIn: happens("dead") ? 0 : upTo(life) / 1_000 };
      const stated = happens("decline") ? undefined : answer;
      let call: ReturnType<typeof watch.begin> | undefined;
      guarded(() => {
        call = watch.begin(context, stated);
      })();
      try {
        const aborted = new Promise<void>((_, reject) =>
          context.signal?.addEventListener("abort", () => honours && reject(new Error("stopped"))),
        );
        aborted.catch(() => {});
        await Promise.race([aborted, happens("hang") ? new Promise(() => {}) : sleep(upTo(latency))]);
        if (happens("fail")) throw Object.assign(new Error("down"), failures[upTo(failures.length - 1)]);
        if (call) watch.arrive(call);
        // A type that admits what the cache passes through.
        return stated as { value: string };
      } finally {
        if (call) watch.leave(call);
      }
    };
    const key = cached(source, {
      ...options,
      name: "fuzzed",
      clock,
      random,
      onEvent: guarded((event) => {
        note(`${event.type} ${event.reason ?? ""}`);
        watch.hear(event);
      }),
    });

    async function act(number: number): Promise<void> {
      const some = () => `key-${Math.max(1, issued - upTo(2))}`;
      if (happens("jump")) shift += upTo(2) ? upTo(20_000) - 10_000 : upTo(7_200_000) - 3_600_000;
      if (happens("invalidate")) {
        if (upTo(2)) {
          const refused = some();
          watch.rejected(refused);
          key.invalidate(refused, upTo(1) ? { status: 401 } : undefined);
        } else {
          watch.dropped();
          key.invalidate();
        }
      }
      if (happens("accept")) {
        const taken = some();
        watch.accepted(taken);
        key.accept(taken);
      }
      guarded(() => watch.peeked(key.peek()))();
      const controller = new AbortController();
      const leaves = happens("abort");
      if (leaves) void sleep(upTo(latency)).then(() => controller.abort(gone));
      const since = watch.moment();
      const isRefresh = happens("refresh");
      const rejected = !isRefresh && happens("reject") ? some() : undefined;
      if (rejected) watch.rejected(rejected);
      try {
        const context = {
          ...(leaves && { signal: controller.signal }),
          ...(rejected && { rejected, status: 401 }),
        };
        const answer = await (isRefresh ? key.refresh() : key(context));
        note(`${number} got ${answer}`);
        watch.answered(answer, { ...(rejected && { rejected }), ...(isRefresh && { forcedSince: since }) });
      } catch (error) {
        if (error !== gone && !isAuthError(error)) throw error;
        note(`${number} failed ${error === gone ? "gone" : (error as AuthError).code}`);
      }
    }

    let awake = callers;
    for (let number = 0; number < callers; number++) {
      const live = async () => {
        for (let turn = 0; turn < turns; turn++) {
          await sleep(upTo(pause));
          await act(number);
        }
      };
      live()
        .catch((error: unknown) => broken.push(error))
        .finally(() => awake--);
    }
    const fail = () => {
      if (broken.length > 0) throw broken[0];
    };
    for (await settle(); awake > 0; await settle()) {
      fail();
      const next = ready.shift();
      if (!next && vi.getTimerCount() === 0) throw new Error(`${awake} callers hang`);
      if (next) next();
      else vi.advanceTimersToNextTimer();
    }
    key.close();
    await settle();
    fail();
    if (vi.getTimerCount() + ready.length !== sleeping) throw new Error("a timer is left");
    return trace;
  } finally {
    process.off("unhandledRejection", unhandled);
    vi.useRealTimers();
  }
}

const gone = new Error("The caller left.");
const failures = [{}, {}, { retryable: false }, { retryable: true }, { retryAfter: 700 }, { status: 503 }];
