import { type Route, route } from "../provider/route.ts";
import { countMessageTokens, createMessage } from "./messages.ts";

/** What the provider answers in Anthropic's dialect. */
export const anthropicRoutes: readonly Route[] = [
  route("POST /messages", createMessage),
  route("POST /messages/count_tokens", countMessageTokens),
];
