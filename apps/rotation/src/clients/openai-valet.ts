import { cached, createValet } from "@valetkey/core";
import { OpenAI } from "openai";
import type { ClientKind } from "./client.ts";
import { chatOver } from "./openai-chat.ts";

/** The official SDK, which holds a placeholder and sends through the valet's `fetch`. */
export const openaiValet: ClientKind = {
  name: "openai SDK → createValet",
  keys: "valet key",
  connect({ baseURL, exchange, clock, onEvent }) {
    const { placeholder, fetch } = createValet({
      key: cached(exchange, { clock, onEvent }),
      baseURL,
      onEvent,
    });
    return chatOver(new OpenAI({ apiKey: placeholder, baseURL, fetch }));
  },
};
