import type { ReactNode } from "react";
import type { KeyActivity, KeyMoment } from "../shared/key-activity.ts";
import styles from "./key-timeline.module.css";

/** What happened, newest first. */
export function KeyTimeline({ timeline }: Pick<KeyActivity, "timeline">): ReactNode {
  return (
    <section aria-label="Timeline">
      <h3 className={styles.heading}>Timeline</h3>
      {timeline.length === 0 && <p className={styles.empty}>Nothing has happened yet.</p>}
      <ol className={styles.timeline}>
        {timeline.map((moment) => (
          <li key={moment.id} className={styles[moment.type]}>
            <p className={styles.what}>{textOf(moment)}</p>
            <p className={styles.when}>
              <time dateTime={new Date(moment.at).toISOString()}>
                {new Date(moment.at).toLocaleTimeString()}
              </time>
              {moment.duration !== undefined && ` · ${Math.round(moment.duration)} ms`}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function textOf({ type, reason, fingerprint }: KeyMoment): ReactNode {
  const key = <span className="mono">{fingerprint}</span>;
  switch (type) {
    case "refreshed":
      return (
        <>
          {becauses[reason ?? ""] ?? "A new key"}: {key}
        </>
      );
    case "revoked":
      return <>You revoked {key}</>;
    case "rejected":
      return <>The provider refused {key}</>;
    case "recovered":
      return <>Message sent again with the new key</>;
    case "stale_served":
      return <>No new key, but the old one is still good</>;
    case "refresh_failed":
      return <>No key to be had ({reason?.replaceAll("_", " ")})</>;
  }
}

const becauses: Readonly<Record<string, string>> = {
  first: "First key",
  ahead: "Renewed ahead of time",
  expired: "Renewed",
  rejected: "Renewed after the refusal",
};
