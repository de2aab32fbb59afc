import { OpenAIProvider, Runner } from "@openai/agents";
import OpenAI, { type KeyInput } from "@valetkey/openai";

/** What runs agents for one tenant, with its own client, in place of the one that all others share. */
export function runnerOf(tenant: string, key: KeyInput, baseURL: string): Runner {
  const openAIClient = new OpenAI({ key, id: tenant, baseURL });
  return new Runner({ modelProvider: new OpenAIProvider({ openAIClient }), tracingDisabled: true });
}
