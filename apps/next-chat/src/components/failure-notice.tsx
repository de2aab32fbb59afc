"use client";

import { type ReactNode, useMemo } from "react";
import { explanations, type Failure } from "../shared/failure.ts";
import styles from "./failure-notice.module.css";
import { Icon } from "./icon.tsx";
import { useSecondsLeft } from "./use-seconds-left.ts";

/** What went wrong, what to do, and the button that does it. */
export function FailureNotice({ failure, onRetry }: { failure: Failure; onRetry: () => void }): ReactNode {
  const until = useMemo(
    () => (failure.retryAfter === undefined ? undefined : Date.now() + failure.retryAfter * 1000),
    [failure],
  );
  const wait = useSecondsLeft(until) ?? 0;
  const [what, todo] = explanations[failure.code];
  return (
    <div className={styles.failure}>
      <p role="alert">
        <strong>{what}</strong> {todo}
      </p>
      {needsReload.has(failure.code) ? (
        <button type="button" className="secondary" onClick={() => location.assign("/")}>
          {failure.code === "signed_out" ? "Sign in" : "Reload"}
        </button>
      ) : (
        <button type="button" className="secondary" disabled={wait > 0} onClick={onRetry}>
          <Icon name="retry" />
          {wait > 0 ? `Try again in ${wait} s` : "Try again"}
        </button>
      )}
    </div>
  );
}

const needsReload = new Set(["busy", "invalid", "other_user", "signed_out"]);
