"use client";

import { type ReactNode, useRef, useState } from "react";
import type { ChatMessage } from "../shared/chat-message.ts";
import { failureOf } from "../shared/failure.ts";
import type { User } from "../shared/users.ts";
import styles from "./chat.module.css";
import { Composer } from "./composer.tsx";
import { FailureNotice } from "./failure-notice.tsx";
import { Header } from "./header.tsx";
import { KeyPanel } from "./key-panel.tsx";
import { KeySheet } from "./key-sheet.tsx";
import { Messages } from "./messages.tsx";
import { Narrator } from "./narrator.tsx";
import { useConversation } from "./use-conversation.ts";
import { useDraft } from "./use-draft.ts";
import { useKeyActivity } from "./use-key-activity.ts";
import { Welcome } from "./welcome.tsx";

interface Props {
  user: User;
  chatId: string;
  history: ChatMessage[];
  /** An answer is being written already: the page was reloaded, or it is open in another tab too. */
  isAnswering: boolean;
}

/** The page of somebody who is signed in: the conversation, and what Valet Key does for it. */
export function Chat({ user, chatId, history, isAnswering }: Props): ReactNode {
  const [draft, setDraft] = useDraft(user.id);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const input = useRef<HTMLTextAreaElement>(null);
  // Every request says whose page it is from, and which conversation it is about.
  const query = new URLSearchParams({ user: user.id, chat: chatId }).toString();
  const conversation = useConversation(query, { chatId, history, isAnswering, onReturned: setDraft });
  const { messages, error, isBusy } = conversation;
  const key = useKeyActivity(query);
  const send = (text: string) => {
    setDraft("");
    conversation.send(text);
    input.current?.focus();
  };
  const startAnew = () => {
    conversation.startAnew();
    input.current?.focus();
  };
  const failure = error && failureOf(error);
  const isUnanswered = !isBusy && !isAnswering && !failure && messages.at(-1)?.role === "user";
  return (
    <div className={styles.layout}>
      <Header
        user={user}
        activity={key.activity}
        canStartAnew={messages.length > 0}
        onStartAnew={startAnew}
        onOpenSheet={() => setSheetOpen(true)}
      />
      <main className={styles.main}>
        <Messages conversation={conversation}>
          {messages.length === 0 && <Welcome name={user.name} onPick={send} />}
          {failure && <FailureNotice failure={failure} onRetry={() => conversation.retry()} />}
          {isUnanswered && (
            <FailureNotice failure={{ code: "unanswered" }} onRetry={() => conversation.retry()} />
          )}
        </Messages>
        <Composer
          input={input}
          draft={draft}
          isBusy={isBusy}
          onDraft={setDraft}
          onSend={send}
          onStop={conversation.stop}
        />
      </main>
      <aside className={styles.aside} aria-label="Your key">
        <KeyPanel query={query} {...key} />
      </aside>
      <KeySheet isOpen={isSheetOpen} onClose={() => setSheetOpen(false)}>
        <KeyPanel query={query} {...key} />
      </KeySheet>
      <Narrator messages={messages} status={conversation.status} />
    </div>
  );
}
