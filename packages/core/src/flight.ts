import type { AuthError } from "./auth-error.ts";
import { waitFor } from "./wait-for.ts";

/** One call of a source. It belongs to nobody; everybody may wait for it. */
export interface Flight<T> {
  /** The key that the source was told was refused. */
  readonly rejected: string | undefined;
  /** It was begun by force: after a refusal, or by `refresh()`. */
  readonly forced: boolean;
  /** What the source hears of it. */
  readonly signal: AbortSignal;
  /** What it brought is no longer wanted. */
  overtaken: boolean;
  /** Waits for the outcome as long as the caller's signal and the deadline allow. */
  wait(signal?: AbortSignal): Promise<T>;
  isOverdue(): boolean;
  /** Aborts the source; everybody who waits gets the error at once, whether or not the source ever answers. */
  abandon(error: AuthError): void;
  /**
   * Aborts the source and forgets what it brings. The flight still lasts until the source has answered: two
   * exchanges side by side may revoke each other's tokens.
   */
  overtake(): void;
}

/** What to do in a flight and after it. */
export interface FlightPlan<A, T> extends Pick<Flight<T>, "rejected" | "forced"> {
  call(signal: AbortSignal): Promise<A>;
  land(answer: A, flight: Flight<T>): T;
  crash(error: unknown, flight: Flight<T>): T;
  /** The time is up: makes the error and abandons the flight. */
  expire(flight: Flight<T>): AuthError;
  /** In ms; 0 for no limit. */
  readonly timeout: number;
  readonly monotonic: () => number;
}

/** Calls the source, now. */
export function takeOff<A, T>(plan: FlightPlan<A, T>): Flight<T> {
  const { rejected, forced, timeout, monotonic } = plan;
  const controller = new AbortController();
  const deadline = timeout === 0 ? Infinity : monotonic() + timeout;
  let abandon: Flight<T>["abandon"] = () => {};
  const abandoned = new Promise<never>((_, reject) => {
    abandon = (error) => {
      reject(error);
      controller.abort(error);
    };
  });
  const outcome = Promise.race([plan.call(controller.signal), abandoned])
    .finally(() => clearTimeout(timer))
    .then((answer) => plan.land(answer, flight))
    .catch((error: unknown) => plan.crash(error, flight));
  // Whoever waits hears of a failure. When nobody does, that is no unhandled rejection.
  outcome.catch(() => {});
  const flight: Flight<T> = {
    rejected,
    forced,
    signal: controller.signal,
    overtaken: false,
    wait(signal) {
      if (deadline === Infinity) return waitFor(outcome, signal);
      // Each who waits has a timer of their own, which also keeps the process alive: on Workers a timer dies
      // with the request that set it.
      return waitFor(outcome, signal, { delay: Math.max(0, deadline - monotonic()), expire: () => plan.expire(flight) });
    },
    isOverdue: () => monotonic() >= deadline,
    abandon,
    overtake() {
      flight.overtaken = true;
      controller.abort();
    },
  };
  // Unref'd: a refresh that nobody waits for does not keep the process alive.
  const timer = timeout === 0 ? undefined : setTimeout(() => plan.expire(flight), timeout);
  (timer as { unref?(): void } | undefined)?.unref?.();
  return flight;
}
