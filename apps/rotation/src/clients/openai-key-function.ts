import { OpenAI } from "openai";
import type { ClientKind } from "./client.ts";
import { chatOver } from "./openai-chat.ts";

/** The official SDK with a key function, as its documentation has it, and with its own two retries. */
export const openaiKeyFunction: ClientKind = {
  name: "openai SDK, key function",
  keys: "asked for each call",
  connect({ baseURL, exchange }) {
    return chatOver(new OpenAI({ apiKey: async () => (await exchange()).value, baseURL }));
  },
};
