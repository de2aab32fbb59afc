import { type UseChatHelpers, useChat } from "@ai-sdk/react";
import { DefaultChatTransport } from "ai";
import { useCallback, useState } from "react";
import { type ChatMessage, textOf } from "../shared/chat-message.ts";
import { type FailureCode, failureOf } from "../shared/failure.ts";

/** A conversation, which the server keeps. */
export interface Conversation extends Pick<UseChatHelpers<ChatMessage>, "messages" | "status" | "error"> {
  isBusy: boolean;
  send(text: string): void;
  edit(id: string, text: string): void;
  /** Answers the last message again, or the one before the answer with this `id`. */
  retry(id?: string): void;
  stop(): void;
  startAnew(): void;
}

interface ConversationOptions {
  chatId: string;
  /** What the server has of it. */
  history: ChatMessage[];
  /** An answer is being written. */
  isAnswering: boolean;
  /** Gets the text of a message that the server did not take. */
  onReturned: (text: string) => void;
}

/** Messages that the server did not take, and the user will want to have back. */
const returned: ReadonlySet<FailureCode> = new Set(["busy", "other_user", "signed_out", "too_long"]);

export function useConversation(
  query: string,
  { chatId, history, isAnswering, onReturned }: ConversationOptions,
): Conversation {
  const [transport] = useState(() => createTransport(query));
  const chat = useChat<ChatMessage>({
    id: chatId,
    messages: history,
    transport,
    // An answer that was being written when the page was reloaded goes on.
    resume: isAnswering,
    experimental_throttle: 50,
    onError(error) {
      const message = chat.messages.at(-1);
      if (message?.role !== "user" || !returned.has(failureOf(error).code)) return;
      setMessages((messages) => messages.slice(0, -1));
      onReturned(textOf(message));
    },
    onFinish({ message, isAbort }) {
      if (isAbort) setMessages((messages) => marked(messages, message));
    },
  });
  const { messages, status, error, setMessages, sendMessage, regenerate } = chat;

  const edit = useCallback(
    (messageId: string, text: string) => void sendMessage({ text, messageId }),
    [sendMessage],
  );
  const retry = useCallback(
    (messageId?: string) => void regenerate(messageId === undefined ? {} : { messageId }),
    [regenerate],
  );
  const stop = () => {
    void chat.stop();
    // The answer belongs to the conversation, and would be written on without a page that shows it.
    return fetch(`/api/chat/stop?${query}`, { method: "POST" }).catch(() => undefined);
  };
  return {
    // An answer that was stopped, or failed, before its first word is none.
    messages: messages.filter((message) => message.role === "user" || textOf(message) !== ""),
    status,
    error,
    isBusy: status === "submitted" || status === "streaming",
    send: (text) => void sendMessage({ text }),
    edit,
    retry,
    stop: () => void stop(),
    async startAnew() {
      await chat.stop();
      await fetch(`/api/chat?${query}`, { method: "DELETE" }).catch(() => undefined);
      setMessages([]);
      chat.clearError();
    },
  };
}

/** The server knows the conversation: it is sent the message that is to be answered, and nothing else. */
function createTransport(query: string): DefaultChatTransport<ChatMessage> {
  return new DefaultChatTransport<ChatMessage>({
    api: `/api/chat?${query}`,
    prepareSendMessagesRequest({ messages }) {
      const message = messages.at(-1);
      return { body: { id: message?.id, text: message && textOf(message) } };
    },
    prepareReconnectToStreamRequest: () => ({ api: `/api/chat/stream?${query}` }),
  });
}

function marked(messages: ChatMessage[], { id }: ChatMessage): ChatMessage[] {
  return messages.map((message) =>
    message.id === id && message.role === "assistant" ? { ...message, metadata: { stopped: true } } : message,
  );
}
