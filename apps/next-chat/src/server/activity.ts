import type { AuthEvent } from "@valetkey/ai-sdk";
import type { KeyActivity, KeyMoment } from "../shared/key-activity.ts";
import { accountOf } from "./account.ts";
import { once } from "./once.ts";

/** What happened to one user's key, for that user's panel. */
export interface Activity {
  /** An `onEvent` of Valet Key. */
  record(event: AuthEvent): void;
  noteRevocation(): void;
  snapshot(): KeyActivity;
  /** Calls the listener now and after each change; `undefined` says that it was the last. */
  subscribe(listener: (activity: KeyActivity | undefined) => void): () => void;
  /** Forgets the counts and the timeline, for a new conversation. The key stays. */
  clear(): void;
  /** Tells the listeners that there is no more to come: the user signed out, or the server ends. */
  end(): void;
}

const longestTimeline = 30;
const activities = once("activities", () => new Map<string, Activity>());

export function activityOf(userId: string): Activity {
  const activity = activities.get(userId) ?? createActivity(accountOf(userId) !== undefined);
  activities.set(userId, activity);
  return activity;
}

/** Ends every feed, because the server ends. */
export function endAll(): void {
  for (const activity of activities.values()) activity.end();
}

function createActivity(revocable: boolean): Activity {
  const listeners = new Set<(activity: KeyActivity | undefined) => void>();
  let state: KeyActivity = { revocable, isSpent: false, exchanges: 0, recovered: 0, timeline: [] };
  let lastId = 0;
  let askedBecause: string | undefined;

  function change(changes: Partial<KeyActivity>, moment?: Omit<KeyMoment, "id" | "at">): void {
    const timeline = moment
      ? [{ ...moment, id: ++lastId, at: Date.now() }, ...state.timeline].slice(0, longestTimeline)
      : state.timeline;
    state = { ...state, timeline, ...changes };
    for (const listener of listeners) listener(state);
  }

  return {
    record({ type, reason, duration, expiresAt, fingerprint }) {
      const moment = { reason, duration, fingerprint };
      if (type === "refresh_started") askedBecause = state.fingerprint === undefined ? "first" : reason;
      else if (type === "refreshed") {
        const because = { ...moment, type, reason: askedBecause };
        const changes = { fingerprint, since: Date.now(), expiresAt, isSpent: false };
        change({ ...changes, exchanges: state.exchanges + 1 }, because);
      } else if (type === "recovered") change({ recovered: state.recovered + 1 }, { ...moment, type });
      else change(type === "rejected" ? { isSpent: true } : {}, { ...moment, type });
    },
    noteRevocation() {
      change({ isSpent: true }, { type: "revoked", fingerprint: state.fingerprint });
    },
    snapshot: () => state,
    subscribe(listener) {
      listeners.add(listener);
      listener(state);
      return () => listeners.delete(listener);
    },
    clear() {
      change({ exchanges: 0, recovered: 0, timeline: [] });
    },
    end() {
      for (const listener of listeners) listener(undefined);
      listeners.clear();
    },
  };
}
