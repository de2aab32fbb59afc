import { checkCount, checkFunction } from "./check.ts";
import type { Fault, FaultTarget } from "./faults.ts";
import type { SeenRequest } from "./seen-request.ts";

/** A fault that hits a request, and how many it had hit before. */
interface Hit<T extends FaultTarget> {
  readonly fault: T;
  readonly hit: number;
}

/** The faults of one verb, first set first used. */
export interface FaultQueue<T extends FaultTarget> {
  add(fault: T): Fault;
  /** The first fault that hits this request; `applies` may pass one over. */
  take(request: SeenRequest, applies?: (fault: T) => boolean): Hit<T> | undefined;
  /** Every fault that hits this request. */
  takeAll(request: SeenRequest): readonly Hit<T>[];
  clear(): void;
}

/** `verb` stands in error messages; `times` is the default of the option. */
export function createFaultQueue<T extends FaultTarget>(verb: string, times = 1): FaultQueue<T> {
  const queue = new Set<{ fault: T; left: number; hits: number }>();

  // Lazy: a fault that nobody takes from the iteration is not used up.
  function* hitting(request: SeenRequest, applies: (fault: T) => boolean = () => true): Iterable<Hit<T>> {
    for (const entry of queue) {
      const { fault } = entry;
      if (fault.key !== undefined && fault.key !== request.key) continue;
      if ((fault.when && !fault.when(request)) || !applies(fault)) continue;
      if (--entry.left <= 0) queue.delete(entry);
      yield { fault, hit: entry.hits++ };
    }
  }

  return {
    add(fault) {
      checkFunction(`${verb}({ when })`, fault.when);
      const left = checkCount(`${verb}({ times })`, fault.times ?? times, 1, true);
      const entry = { fault: { ...fault }, left, hits: 0 };
      queue.add(entry);
      const end = () => void queue.delete(entry);
      return {
        get hits() {
          return entry.hits;
        },
        end,
        [Symbol.dispose]: end,
      };
    },
    take(request, applies) {
      for (const hit of hitting(request, applies)) return hit;
      return undefined;
    },
    takeAll: (request) => [...hitting(request)],
    clear: () => queue.clear(),
  };
}
