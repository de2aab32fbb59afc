import { createOpenAI } from "@ai-sdk/openai";
import { Agent } from "@mastra/core/agent";
import { createTool } from "@mastra/core/tools";
import { type KeyInput, withAuth } from "@valetkey/ai-sdk";
import { z } from "zod";

/** What the agent has to know of its surroundings. */
export interface Surroundings {
  readonly baseURL: string;
  readonly key: KeyInput;
  /** What the agent's only tool answers. */
  readonly weatherIn: (city: string) => string;
}

/**
 * A Mastra agent with a tool. Its model is one of the AI SDK's, which never holds the key. (Mastra's types are
 * those of version 6 of the AI SDK and of an early version 7.)
 */
export function createAgent({ baseURL, key, weatherIn }: Surroundings): Agent {
  const openai = createOpenAI(withAuth({ key }, { baseURL }));
  const weather = createTool({
    id: "weather",
    description: "The weather in a city",
    inputSchema: z.object({ city: z.string() }),
    outputSchema: z.string(),
    execute: async ({ city }) => weatherIn(city),
  });
  return new Agent({
    id: "forecaster",
    name: "Forecaster",
    instructions: "You say what the weather is like.",
    model: openai("gpt-5"),
    tools: { weather },
  });
}
