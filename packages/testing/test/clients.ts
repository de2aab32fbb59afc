import Anthropic from "@anthropic-ai/sdk";
import OpenAI, { AzureOpenAI, type ClientOptions } from "openai";
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

/** A plain request with a key, for what no SDK is needed to show. */
export function get(provider: Provider, path: string, key: string = provider.key): Promise<Response> {
  return fetch(provider.origin + path, { headers: { authorization: `Bearer ${key}` } });
}

export const HELLO: readonly [{ role: "user"; content: string }] = [{ role: "user", content: "Hello there" }];
