import type { AuthEvent, Clock, Expiring, SourceContext } from "../../src/index.ts";

/** One call of the source, as the oracle saw it. */
export interface Call {
  readonly signal: AbortSignal;
  readonly forced: boolean;
  readonly began: { readonly wall: number; readonly tick: number };
  /** What it brought. */
  key?: string | undefined;
  /** In ms from the beginning; Infinity if it said nothing. */
  life: number;
  /** In the order of everything that happened. */
  arrived?: number;
  arrivedAt?: { readonly wall: number; readonly tick: number };
  /** The cache gave it up. */
  timedOut?: boolean;
  /** It came when nobody wanted it any more. */
  unwanted?: boolean | undefined;
}

/** Watches a cache from outside, and throws as soon as it breaks a promise. */
export interface Oracle {
  begin(context: SourceContext, stated: Expiring<string> | undefined): Call;
  arrive(call: Call): void;
  leave(call: Call): void;
  hear(event: AuthEvent): void;
  rejected(key: string): void;
  accepted(key: string): void;
  dropped(): void;
  /** The present, for `answered`. */
  moment(): number;
  answered(key: string | undefined, ask: { rejected?: string; forcedSince?: number }): void;
  peeked(key: string | undefined): void;
}

const brake = 5_000;
const grace = 1_000;

/** Makes one for a cache with this clock and this `ttl`. */
export function oracle(clock: Clock, ttl: number = Number.POSITIVE_INFINITY): Oracle {
  const calls: Call[] = [];
  const pending = new Set<Call>();
  let sequence = 0;
  let reason = "";
  let droppedAt = -1;
  let newest: Call | undefined;
  let held: { key: string; call: Call; refused: boolean; accepted: boolean } | undefined;

  const claim = (holds: unknown, broken: string) => {
    if (!holds) throw new Error(`${broken}, at ${clock.monotonic()} ms`);
  };
  const now = () => ({ wall: clock.now(), tick: clock.monotonic() });
  const age = (since: Call["began"]) => Math.max(clock.now() - since.wall, clock.monotonic() - since.tick);

  /** May what this call brought still be handed out? */
  function isAlive(call: Call): boolean {
    if (call.arrived === undefined || call.unwanted || call.arrived < droppedAt) return false;
    const { arrivedAt } = call;
    if (!arrivedAt || age(call.began) < call.life) return true;
    // Over when it came: for those who waited, and for a second.
    const wasOver = Math.max(arrivedAt.wall - call.began.wall, arrivedAt.tick - call.began.tick) >= call.life;
    return age(arrivedAt) <= 0 || (wasOver && ttl > 0 && age(arrivedAt) < grace);
  }

  return {
    begin({ signal = AbortSignal.abort() }, stated) {
      const forced = reason === "rejected" || reason === "forced";
      const life = Math.min(
        stated?.expiresIn === undefined ? Number.POSITIVE_INFINITY : stated.expiresIn * 1_000,
        ttl,
      );
      const call: Call = { signal, forced, began: now(), key: stated?.value, life };
      calls.push(call);
      pending.add(call);
      const live = [...pending].filter((other) => !other.timedOut);
      claim(live.length <= 1, "two exchanges at once");
      return call;
    },
    arrive(call) {
      call.arrived = ++sequence;
      call.arrivedAt = now();
      call.unwanted ||= call.timedOut === true;
      newest = call;
    },
    leave: (call) => void pending.delete(call),
    hear(event) {
      if (event.type === "refresh_started") reason = event.reason ?? "";
      const [last] = calls.slice(-1);
      if (last && event.reason === "source_timeout" && event.type === "refresh_failed") last.timedOut = true;
      if (event.type !== "refreshed") return;
      claim(newest?.key !== undefined && !newest.unwanted, "an overtaken exchange wrote something");
      if (!newest?.key || ttl === 0) return;
      const isSame = held?.refused && held.key === newest.key;
      claim(!isSame || newest.forced, "an exchange that nobody forced made a refused key good again");
      held = {
        key: newest.key,
        call: newest,
        refused: false,
        accepted: held?.key === newest.key && held.accepted,
      };
    },
    rejected(key) {
      if (held?.key === key) held.refused = true;
    },
    accepted(key) {
      if (held?.key === key) held.accepted = true;
    },
    dropped() {
      held = undefined;
      for (const call of pending) call.unwanted = true;
      droppedAt = ++sequence;
    },
    moment: () => ++sequence,
    answered(key, { rejected, forcedSince }) {
      if (key === undefined) return;
      const alive = calls.filter((call) => call.key === key && isAlive(call));
      claim(alive.length > 0, `${key} was handed out, which is over, dropped or unknown`);
      claim(key !== rejected, `${key} was handed out to who had it refused`);
      if (forcedSince !== undefined) {
        const isNew = alive.some(({ forced, arrived = 0 }) => forced && arrived > forcedSince);
        claim(isNew, `${key} came from no exchange that refresh() forced`);
      }
      if (held?.key !== key || !held.refused) return;
      const { call } = held;
      const isBraked =
        call.forced && !held.accepted && clock.monotonic() - (call.arrivedAt?.tick ?? 0) < brake;
      claim(isBraked, `${key} was handed out though it was refused`);
    },
    peeked(key) {
      if (key === undefined) return;
      claim(held?.key === key && !held.refused && isAlive(held.call), `${key} was to be peeked at`);
    },
  };
}
