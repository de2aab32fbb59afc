"use client";

import { type ReactNode, useEffect } from "react";
import { useStickToBottom } from "use-stick-to-bottom";
import { Icon } from "./icon.tsx";
import { Message } from "./message.tsx";
import styles from "./messages.module.css";
import type { Conversation } from "./use-conversation.ts";

interface Props {
  conversation: Conversation;
  /** What stands below the messages. */
  children: ReactNode;
}

/** The messages. The newest stays in view, unless the reader has gone back to an older one. */
export function Messages({ conversation, children }: Props): ReactNode {
  const { messages, isBusy, edit, retry } = conversation;
  const { scrollRef, contentRef, isAtBottom, scrollToBottom } = useStickToBottom({
    initial: "instant",
    resize: "instant",
  });
  const last = messages.at(-1);
  const lastQuestion = messages.findLast(({ role }) => role === "user")?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever sends a message wants to see it
  useEffect(() => void scrollToBottom("instant"), [lastQuestion]);
  return (
    <div className={styles.frame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <section className={styles.scroll} ref={scrollRef} aria-label="Conversation" tabIndex={0}>
        <div className={styles.list} ref={contentRef}>
          {messages.map((message) => (
            <Message
              key={message.id}
              message={message}
              isStreaming={isBusy && message === last && message.role === "assistant"}
              isBusy={isBusy}
              onEdit={edit}
              onRetry={retry}
            />
          ))}
          {isBusy && last?.role === "user" && (
            <p className={styles.waiting} aria-hidden="true">
              <span />
              <span />
              <span />
            </p>
          )}
          {children}
        </div>
      </section>
      {!isAtBottom && (
        <button type="button" className={styles.latest} onClick={() => scrollToBottom()}>
          <Icon name="down" />
          Latest
        </button>
      )}
    </div>
  );
}
