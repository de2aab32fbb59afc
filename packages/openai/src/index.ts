export * from "@valetkey/core";
export * from "openai";
export { AzureOpenAI, type AzureOpenAIOptions } from "./azure-openai.ts";
export type { WebSocketConnection } from "./handshake.ts";
export { type OpenWebSocketOptions, openWebSocket } from "./open-web-socket.ts";
export { OpenAI, OpenAI as default, type OpenAIOptions } from "./openai.ts";
export { withAuth } from "./with-auth.ts";
