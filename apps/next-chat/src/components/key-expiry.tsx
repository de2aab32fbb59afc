"use client";

import type { ReactNode } from "react";
import type { KeyActivity } from "../shared/key-activity.ts";
import styles from "./key-panel.module.css";
import { useSecondsLeft } from "./use-seconds-left.ts";

/** How long the key still works. */
export function KeyExpiry({ since, expiresAt }: Pick<KeyActivity, "since" | "expiresAt">): ReactNode {
  const seconds = useSecondsLeft(expiresAt);
  if (expiresAt === undefined) return <p className={styles.note}>It does not expire.</p>;
  if (seconds === undefined || since === undefined) return null;
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return (
    <div className={styles.expiry}>
      <p>
        {seconds > 0 ? (
          <>
            expires in <span data-testid="countdown">{clock}</span>
          </>
        ) : (
          "expired: the next message brings another"
        )}
      </p>
      <progress aria-label="Life left" max={(expiresAt - since) / 1000} value={seconds} />
    </div>
  );
}
