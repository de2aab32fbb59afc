import { checkCount, checkFunction, checkNumber } from "./check.ts";
import { createFaultQueue, type FaultQueue } from "./fault-queue.ts";
import type { Cut, Failure, Faults, Redirect, Slowness } from "./faults.ts";

/** One queue per verb, and the checked verbs that fill them. */
export interface FaultSet {
  readonly failures: FaultQueue<Failure>;
  readonly slownesses: FaultQueue<Slowness>;
  readonly cuts: FaultQueue<Cut>;
  readonly redirects: FaultQueue<Redirect>;
  readonly verbs: Faults;
  clear(): void;
}

const REDIRECTS = [301, 302, 303, 307, 308];

export function createFaultSet(): FaultSet {
  const failures = createFaultQueue<Failure>("fail");
  const slownesses = createFaultQueue<Slowness>("slow", Number.POSITIVE_INFINITY);
  const cuts = createFaultQueue<Cut>("cut");
  const redirects = createFaultQueue<Redirect>("redirect");
  const verbs: Faults = {
    fail(failure = {}) {
      const { status = 500, retryAfter = 0 } = failure;
      if (!(checkCount("fail({ status })", status, 400) <= 599)) {
        throw new TypeError(`fail({ status }) must be an error status, 400 to 599; got ${status}.`);
      }
      checkNumber("fail({ retryAfter })", retryAfter, 0, "seconds");
      return failures.add(failure);
    },
    slow(slowness) {
      const { delay = 0, chunkDelay = 0 } = slowness;
      if (typeof delay === "number") checkNumber("slow({ delay })", delay, 0, "ms");
      else checkFunction("slow({ delay })", delay);
      checkNumber("slow({ chunkDelay })", chunkDelay, 0, "ms");
      return slownesses.add(slowness);
    },
    cut(cut = {}) {
      checkCount("cut({ afterChunks })", cut.afterChunks ?? 1, 0);
      return cuts.add(cut);
    },
    redirect(redirect) {
      if (!URL.canParse(String(redirect.to), "http://127.0.0.1")) {
        throw new TypeError(`redirect({ to }) must be a path or an absolute URL; got "${redirect.to}".`);
      }
      if (!REDIRECTS.includes(redirect.status ?? 307)) {
        throw new TypeError(
          `redirect({ status }) must be one of ${REDIRECTS.join(", ")}; got ${redirect.status}.`,
        );
      }
      return redirects.add(redirect);
    },
  };
  return {
    failures,
    slownesses,
    cuts,
    redirects,
    verbs,
    clear() {
      for (const queue of [failures, slownesses, cuts, redirects]) queue.clear();
    },
  };
}
