import { Agent, setDefaultOpenAIClient, setTracingDisabled, tool } from "@openai/agents";
import OpenAI, { type KeyInput } from "@valetkey/openai";
import { z } from "zod";

/** What the agent has to know of its surroundings. */
export interface Surroundings {
  readonly baseURL: string;
  readonly key: KeyInput;
  /** What the agent's only tool answers. */
  readonly weatherIn: (city: string) => string;
}

/** An agent with a tool. All agents of the process share the client, which never holds the key. */
export function createAgent({ baseURL, key, weatherIn }: Surroundings): Agent {
  setDefaultOpenAIClient(new OpenAI({ key, baseURL }));
  // Traces don't go through the client: an exporter of their own would send every prompt and answer to OpenAI, with
  // the key of OPENAI_API_KEY.
  setTracingDisabled(true);
  const weather = tool({
    name: "weather",
    description: "The weather in a city",
    parameters: z.object({ city: z.string() }),
    execute: async ({ city }) => weatherIn(city),
  });
  return new Agent({
    name: "Forecaster",
    instructions: "You say what the weather is like.",
    model: "gpt-5",
    tools: [weather],
  });
}
