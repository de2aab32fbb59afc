import { checkCount, checkFunction } from "./check.ts";
import type { Fault, FaultTarget } from "./faults.ts";
import type { SeenRequest } from "./seen-request.ts";

/** The faults of one verb, first set first used. */
export interface FaultQueue<T extends FaultTarget> {
  add(fault: T): Fault;
  /** The fault that hits this request, and how many it had hit before; `applies` may pass one over. */
  take(request: SeenRequest, applies?: (fault: T) => boolean): { fault: T; hit: number } | undefined;
  clear(): void;
}

/** `verb` stands in error messages; `times` is the default of the option. */
export function createFaultQueue<T extends FaultTarget>(verb: string, times = 1): FaultQueue<T> {
  const queue = new Set<{ fault: T; left: number; hits: number }>();
  return {
    add(fault) {
      checkFunction(`${verb}({ when })`, fault.when);
      const entry = {
        fault: { ...fault },
        left: checkCount(`${verb}({ times })`, fault.times ?? times, 1, true),
        hits: 0,
      };
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
      for (const entry of queue) {
        const { fault } = entry;
        if (fault.key !== undefined && fault.key !== request.key) continue;
        if (fault.when && !fault.when(request)) continue;
        if (applies && !applies(fault)) continue;
        const hit = entry.hits++;
        if (--entry.left <= 0) queue.delete(entry);
        return { fault, hit };
      }
      return undefined;
    },
    clear: () => queue.clear(),
  };
}
