import { type Route, route } from "../provider/route.ts";
import { createChatCompletion } from "./chat.ts";

/** What the provider answers in OpenAI's dialect, and in Azure's. */
export const openaiRoutes: readonly Route[] = [route("POST /chat/completions", createChatCompletion)];
