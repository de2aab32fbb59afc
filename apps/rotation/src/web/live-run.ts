import { setTimeout as sleep } from "node:timers/promises";
import { clientKinds } from "../clients/index.ts";
import { type FaultName, faultOf } from "../faults.ts";
import { forgetRequests, type Lane, openLane, totalsOf } from "../lane.ts";
import { pagePace, runScenario } from "../scenario.ts";
import { ticks } from "../ticks.ts";
import type { Happening, News, Sample } from "./news.ts";

/** How often counts are taken, and for how long they are kept, in ms: what the charts show. */
const sampling = { every: 500, kept: 62_000 } as const;

/** After so long every client has met a fault, in ms. */
const settling = 1_000;

/** The demo without an end: what happens in it, and the faults that somebody wants. */
export interface LiveRun extends AsyncDisposable {
  /** Settles when everybody has stopped. */
  readonly over: Promise<unknown>;
  /** What has happened after that moment, as far back as it is kept. */
  newsSince(at: number): News;
  /** Settles when there are news, or when it is over. */
  next(): Promise<void>;
  /** Causes a fault. Answers what happened, in words; undefined if that fault is going on. */
  cause(name: FaultName): Promise<string | undefined>;
  /** Keys are revoked now and then without anybody asking for it. */
  surprises: boolean;
}

/** Runs until the signal says that it is enough. */
export async function startLiveRun(stop: AbortSignal): Promise<LiveRun> {
  const lanes = await Promise.all(clientKinds.map((kind) => openLane(kind, pagePace.lifetime)));
  const start = performance.now();
  const elapsed = () => performance.now() - start;
  const causing = new Map<FaultName, Promise<void>>();
  let samples: Sample[] = [];
  let happenings: Happening[] = [];
  let surprises = true;
  let news = Promise.withResolvers<void>();

  function publish(): void {
    const oldest = elapsed() - sampling.kept;
    samples = samples.filter(({ at }) => at > oldest);
    happenings = happenings.filter(({ at }) => at > oldest);
    news.resolve();
    news = Promise.withResolvers();
  }

  async function cause(name: FaultName): Promise<string | undefined> {
    if (causing.has(name)) return undefined;
    const said = Promise.withResolvers<string>();
    const caused = (async () => {
      // What is refused when the issuer goes down cannot be replaced: every client is to have met it before.
      if (name === "down") await Promise.all([causing.get("revoke"), causing.get("expire")]);
      const began = elapsed();
      await faultOf(name).cause(lanes, tell, stop);
      await sleep(settling, undefined, { signal: stop }).catch(() => {});

      function tell(text: string): void {
        happenings.push({ at: elapsed(), began, fault: name, text });
        said.resolve(text);
        publish();
      }
    })();
    causing.set(name, caused);
    publish();
    caused.catch(said.reject).finally(() => {
      causing.delete(name);
      publish();
    });
    return said.promise;
  }

  async function sample(): Promise<void> {
    for await (const _ of ticks(sampling.every, stop)) {
      samples.push({
        at: elapsed(),
        counts: lanes.map(totalsOf).map(countsOf),
        causing: [...causing.keys()],
      });
      lanes.forEach(forgetRequests);
      publish();
    }
  }

  // A surprise in the middle of an outage would be one that nobody can survive.
  const surprise = async () => void (surprises && causing.size === 0 && (await cause("revoke")));
  const over = Promise.all([runScenario(lanes, pagePace, { over: stop, stop }, surprise), sample()]);
  stop.addEventListener("abort", publish);

  return {
    over,
    newsSince: (since) => ({
      at: elapsed(),
      samples: samples.filter(({ at }) => at > since),
      happenings: happenings.filter(({ at }) => at > since),
      causing: [...causing.keys()],
      surprises,
      reasons: lanes.map(reasonOf),
    }),
    next: () => news.promise,
    cause,
    get surprises() {
      return surprises;
    },
    set surprises(on) {
      surprises = on;
      publish();
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(lanes.map(({ account }) => account[Symbol.asyncDispose]()));
    },
  };
}

const countsOf = ({ answered, failures, exchanges, recovered }: ReturnType<typeof totalsOf>) => ({
  answered,
  failures,
  exchanges,
  recovered,
});

function reasonOf({ tally }: Lane): string {
  const [most] = [...tally.reasons].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? "";
}
