import { OpenAI } from "openai";
import type { ClientKind } from "./client.ts";
import { chatOver } from "./openai-chat.ts";

/**
 * The official SDK with a key function that keeps its key: one exchange for all who ask, renewed ahead of its end.
 * That is all that a key function can do. Of a refused key it does not hear.
 */
export const openaiCachedKey: ClientKind = {
  name: "openai SDK, cached key",
  keys: "cached until it expires",
  connect({ baseURL, exchange, clock }) {
    let key: Promise<string> | undefined;
    let renewAt = Number.POSITIVE_INFINITY;

    async function renew(): Promise<string> {
      const start = clock.now();
      const { value, expiresIn } = await exchange();
      renewAt = start + expiresIn * 900;
      return value;
    }

    function apiKey(): Promise<string> {
      if (key === undefined || clock.now() >= renewAt) {
        renewAt = Number.POSITIVE_INFINITY;
        key = renew();
        key.catch(() => {
          key = undefined; // the next call asks again
        });
      }
      return key;
    }

    return chatOver(new OpenAI({ apiKey, baseURL }));
  },
};
