"use client";

import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from "react";
import { longestMessage } from "../shared/failure.ts";
import styles from "./message.module.css";
import { sends } from "./sends.ts";

interface Props {
  text: string;
  isBusy: boolean;
  onSend: (text: string) => void;
  onCancel: () => void;
}

/** A message that was sent, to be changed and sent again in its place. */
export function EditMessage({ text, isBusy, onSend, onCancel }: Props): ReactNode {
  const [edited, setEdited] = useState(text);
  const canSend = !isBusy && edited.trim() !== "" && edited.length <= longestMessage;
  const send = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    if (canSend) onSend(edited.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onCancel();
    if (!sends(event)) return;
    send(event);
  };
  return (
    <form className={styles.edit} onSubmit={send}>
      <textarea
        aria-label="Edit your message"
        // biome-ignore lint/a11y/noAutofocus: whoever pressed Edit wants to write
        autoFocus
        value={edited}
        onChange={(event) => setEdited(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div>
        <button type="button" className="secondary" onClick={onCancel}>
          Cancel
        </button>
        <button type="submit" className="primary" disabled={!canSend}>
          Send again
        </button>
      </div>
    </form>
  );
}
