import { cached, OpenAI } from "@valetkey/openai";
import type { ClientKind } from "./client.ts";
import { chatOver } from "./openai-chat.ts";

/** The adapter: the official SDK's class, imported from here. */
export const openaiDropIn: ClientKind = {
  name: "openai → @valetkey/openai",
  keys: "valet key",
  connect({ baseURL, exchange, clock, onEvent }) {
    return chatOver(new OpenAI({ key: cached(exchange, { clock, onEvent }), baseURL, onEvent }));
  },
};
