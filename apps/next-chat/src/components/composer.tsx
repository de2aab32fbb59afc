"use client";

import type { FormEvent, KeyboardEvent, ReactNode, RefObject } from "react";
import { longestMessage } from "../shared/failure.ts";
import styles from "./composer.module.css";
import { Icon } from "./icon.tsx";
import { sends } from "./sends.ts";

interface Props {
  input: RefObject<HTMLTextAreaElement | null>;
  draft: string;
  isBusy: boolean;
  onDraft: (draft: string) => void;
  onSend: (text: string) => void;
  onStop: () => void;
}

/** Where a message is written. While an answer comes, its button stops that. */
export function Composer({ input, draft, isBusy, onDraft, onSend, onStop }: Props): ReactNode {
  const surplus = draft.trim().length - longestMessage;
  const canSend = !isBusy && draft.trim() !== "" && surplus <= 0;
  const send = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    if (canSend) onSend(draft.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && isBusy) onStop();
    if (!sends(event)) return;
    send(event);
  };
  return (
    <form className={styles.composer} onSubmit={send}>
      <div className={styles.box}>
        <textarea
          ref={input}
          aria-label="Message"
          aria-describedby="composer-hint"
          aria-invalid={surplus > 0}
          placeholder="Write a message"
          rows={1}
          value={draft}
          onChange={(event) => onDraft(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {isBusy ? (
          <button type="button" className={styles.button} aria-label="Stop" onClick={onStop}>
            <Icon name="stop" />
          </button>
        ) : (
          <button type="submit" className={styles.button} aria-label="Send" disabled={!canSend}>
            <Icon name="arrow" />
          </button>
        )}
      </div>
      <p id="composer-hint" className={styles.hint} role={surplus > 0 ? "alert" : undefined}>
        {surplus > 0
          ? `Too long by ${surplus.toLocaleString("en")} characters.`
          : "Enter sends, Shift+Enter begins a line, Esc stops an answer."}
      </p>
    </form>
  );
}
