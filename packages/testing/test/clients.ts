import Anthropic from "@anthropic-ai/sdk";
import OpenAI, { AzureOpenAI, type ClientOptions } from "openai";
import type { OpenAIRealtimeWebSocket } from "openai/realtime/websocket";
import type { OpenAIRealtimeWS } from "openai/realtime/ws";
import type { RealtimeServerEvent } from "openai/resources/realtime/realtime";
import type { Provider } from "../src/index.ts";

/** The official SDK, pointed at a provider, without retries of its own. */
export function openai(provider: Provider, options: ClientOptions = {}): OpenAI {
  return new OpenAI({ apiKey: provider.key, baseURL: provider.baseURL, maxRetries: 0, ...options });
}

/** The official SDK's client for Azure. */
export function azure(provider: Provider): AzureOpenAI {
  const endpoint = provider.origin;
  return new AzureOpenAI({ apiKey: provider.key, endpoint, apiVersion: "2025-04-01-preview", maxRetries: 0 });
}

/** Anthropic's official SDK. */
export function anthropic(provider: Provider): Anthropic {
  return new Anthropic({ apiKey: provider.key, baseURL: provider.origin, maxRetries: 0 });
}

/** The next event of a type; throws what goes wrong before it. */
export function next<E extends RealtimeServerEvent["type"]>(
  connection: OpenAIRealtimeWS | OpenAIRealtimeWebSocket,
  type: E,
): Promise<Extract<RealtimeServerEvent, { type: E }>> {
  return new Promise((resolve, reject) => {
    connection.on("event", (event) => {
      if (event.type === type) resolve(event as Extract<RealtimeServerEvent, { type: E }>);
    });
    connection.on("error", reject);
  });
}

/** A plain request with a key, for what no SDK is needed to show. */
export function get(provider: Provider, path: string, key: string = provider.key): Promise<Response> {
  return fetch(provider.origin + path, { headers: { authorization: `Bearer ${key}` } });
}

export const HELLO: readonly [{ role: "user"; content: string }] = [{ role: "user", content: "Hello there" }];
