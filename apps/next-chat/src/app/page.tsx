import { generateId } from "ai";
import type { ReactNode } from "react";
import { Chat } from "../components/chat.tsx";
import { SignIn } from "../components/sign-in.tsx";
import { answerOf } from "../server/answer.ts";
import { latestChat, loadMessages } from "../server/history.ts";
import { signedInUser } from "../server/session.ts";

export default async function Page(): Promise<ReactNode> {
  const user = await signedInUser();
  if (user === undefined) return <SignIn />;
  const chatId = (await latestChat(user.id)) ?? generateId();
  const chat = { userId: user.id, chatId };
  const history = await loadMessages(chat);
  return (
    <Chat
      key={user.id}
      user={user}
      chatId={chatId}
      history={history}
      isAnswering={answerOf(chat) !== undefined}
    />
  );
}
