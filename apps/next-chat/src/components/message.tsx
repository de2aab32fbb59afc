"use client";

import { memo, type ReactNode, useState } from "react";
import { type ChatMessage, textOf } from "../shared/chat-message.ts";
import { CopyButton } from "./copy-button.tsx";
import { EditMessage } from "./edit-message.tsx";
import { Icon } from "./icon.tsx";
import { Markdown } from "./markdown.tsx";
import styles from "./message.module.css";

interface Props {
  message: ChatMessage;
  /** It is the answer that is being written. */
  isStreaming: boolean;
  /** Nothing can be sent at the moment. */
  isBusy: boolean;
  onEdit: (id: string, text: string) => void;
  onRetry: (id: string) => void;
}

export const Message = memo(function Message(props: Props): ReactNode {
  return props.message.role === "user" ? <Question {...props} /> : <Answer {...props} />;
});

function Question({ message, isBusy, onEdit }: Props): ReactNode {
  const [isEditing, setEditing] = useState(false);
  const text = textOf(message);
  if (isEditing) {
    const send = (edited: string) => {
      setEditing(false);
      onEdit(message.id, edited);
    };
    return <EditMessage text={text} isBusy={isBusy} onSend={send} onCancel={() => setEditing(false)} />;
  }
  return (
    <article className={styles.question} aria-label="You">
      <p className={styles.bubble}>{text}</p>
      <div className={styles.actions}>
        <CopyButton label="Copy" text={() => text} />
        <button type="button" className="quiet" disabled={isBusy} onClick={() => setEditing(true)}>
          <Icon name="edit" />
          Edit
        </button>
      </div>
    </article>
  );
}

function Answer({ message, isStreaming, isBusy, onRetry }: Props): ReactNode {
  const text = textOf(message);
  return (
    <article className={styles.answer} aria-label="Assistant" aria-busy={isStreaming}>
      <Markdown text={text} />
      {message.metadata?.stopped && <p className={styles.stopped}>Stopped before its end.</p>}
      {!isStreaming && (
        <div className={styles.actions}>
          <CopyButton label="Copy" text={() => text} />
          <button type="button" className="quiet" disabled={isBusy} onClick={() => onRetry(message.id)}>
            <Icon name="retry" />
            Retry
          </button>
        </div>
      )}
    </article>
  );
}
