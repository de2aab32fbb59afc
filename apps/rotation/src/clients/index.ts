import { aiSdk } from "./ai-sdk.ts";
import { anthropicDropIn } from "./anthropic-drop-in.ts";
import { authFetchClient } from "./auth-fetch.ts";
import type { ClientKind } from "./client.ts";
import { langchain } from "./langchain.ts";
import { openaiCachedKey } from "./openai-cached-key.ts";
import { openaiDropIn } from "./openai-drop-in.ts";
import { openaiKeyFunction } from "./openai-key-function.ts";
import { openaiValet } from "./openai-valet.ts";

/** The rows of the table. A further adapter is one more file and one more line. */
export const clientKinds: readonly ClientKind[] = [
  authFetchClient,
  openaiValet,
  openaiDropIn,
  aiSdk,
  langchain,
  anthropicDropIn,
  openaiKeyFunction,
  openaiCachedKey,
];
