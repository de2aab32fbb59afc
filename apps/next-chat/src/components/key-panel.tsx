"use client";

import { type ReactNode, useState } from "react";
import { explanations } from "../shared/failure.ts";
import type { KeyActivity } from "../shared/key-activity.ts";
import { KeyExpiry } from "./key-expiry.tsx";
import styles from "./key-panel.module.css";
import { KeyTimeline } from "./key-timeline.tsx";

interface Props {
  query: string;
  activity: KeyActivity | undefined;
  isLive: boolean;
}

/** What Valet Key did for this conversation, as it happens. */
export function KeyPanel({ query, activity, isLive }: Props): ReactNode {
  const { fingerprint, isSpent = false, exchanges = 0, recovered = 0, timeline = [] } = activity ?? {};
  return (
    <div className={styles.panel}>
      <header className={styles.title}>
        <h2>Your key</h2>
        <p className={isLive ? styles.live : styles.waiting}>{isLive ? "live" : "connecting …"}</p>
      </header>
      <section className={styles.card} aria-label="Key in use">
        <p className={styles.fingerprint}>{fingerprint ?? "none yet"}</p>
        <p className={styles.note}>
          {fingerprint === undefined
            ? "It is asked for with your first message."
            : isSpent
              ? "Not good any more. The next message brings another."
              : "A fingerprint: all that ever leaves the server."}
        </p>
        {activity && !isSpent && fingerprint !== undefined && <KeyExpiry {...activity} />}
        {activity?.revocable && (
          <RevokeButton query={query} isDisabled={fingerprint === undefined || isSpent} />
        )}
      </section>
      <dl className={styles.counts}>
        <div>
          <dt>exchanges</dt>
          <dd data-testid="exchanges">{exchanges}</dd>
        </div>
        <div>
          <dt>401s recovered</dt>
          <dd data-testid="recovered">{recovered}</dd>
        </div>
      </dl>
      <KeyTimeline timeline={timeline} />
    </div>
  );
}

function RevokeButton({ query, isDisabled }: { query: string; isDisabled: boolean }): ReactNode {
  const [failure, setFailure] = useState<string>();
  const revoke = async () => {
    setFailure(undefined);
    const response = await fetch(`/api/key?${query}`, { method: "DELETE" }).catch(() => undefined);
    if (response?.ok || response?.status === 409) return;
    setFailure(explanations[response?.status === 502 ? "key_source_down" : "server_unreachable"][0]);
  };
  return (
    <>
      <button type="button" className={styles.revoke} disabled={isDisabled} onClick={revoke}>
        Revoke my key now
      </button>
      {failure && (
        <p className={styles.note} role="alert">
          {failure}
        </p>
      )}
    </>
  );
}
