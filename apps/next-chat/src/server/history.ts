import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ChatMessage } from "../shared/chat-message.ts";
import type { ChatRef } from "./request-of.ts";

// A folder for each user, a file for each conversation. In your app: a table.

/** The conversation that the user had last, if there is one. */
export async function latestChat(userId: string): Promise<string | undefined> {
  const files = await readdir(folderOf(userId)).catch(missing<string[]>([]));
  const chats = files.filter((file) => file.endsWith(".json")).map((file) => file.replace(/\.json$/, ""));
  const dated = await Promise.all(
    chats.map(async (chatId) => ({ chatId, at: (await stat(fileOf({ userId, chatId }))).mtimeMs })),
  );
  return dated.sort((left, right) => right.at - left.at)[0]?.chatId;
}

export async function loadMessages(chat: ChatRef): Promise<ChatMessage[]> {
  return JSON.parse(await readFile(fileOf(chat), "utf8").catch(missing("[]")));
}

/** Replaces the conversation in one step: a crash leaves the one before. */
export async function saveMessages(chat: ChatRef, messages: readonly ChatMessage[]): Promise<void> {
  await mkdir(folderOf(chat.userId), { recursive: true });
  const draft = `${fileOf(chat)}.${crypto.randomUUID()}`;
  await writeFile(draft, JSON.stringify(messages));
  await rename(draft, fileOf(chat));
}

export async function deleteMessages(chat: ChatRef): Promise<void> {
  await rm(fileOf(chat), { force: true });
}

function folderOf(userId: string): string {
  return join(/* turbopackIgnore: true */ process.env.CHAT_DATA ?? ".data", userId);
}

function fileOf({ userId, chatId }: ChatRef): string {
  return join(folderOf(userId), `${chatId}.json`);
}

function missing<T>(instead: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === "ENOENT") return instead;
    throw error;
  };
}
