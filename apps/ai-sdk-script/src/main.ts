/** A tool loop, a stream and embeddings from two providers whose keys rotate; it asserts what it promises. */
import assert from "node:assert/strict";
import { cached } from "@valetkey/ai-sdk";
import { createOpenAI } from "@valetkey/ai-sdk/openai";
import { createOpenAICompatible } from "@valetkey/ai-sdk/openai-compatible";
import { startProvider } from "@valetkey/testing";
import { createProviderRegistry, embedMany, generateText, isStepCount, streamText, tool } from "ai";
import { z } from "zod";

await using one = await startProvider();
await using other = await startProvider();

const registry = createProviderRegistry({
  openai: createOpenAI({ key: cached(() => one.key), baseURL: one.baseURL }),
  gateway: createOpenAICompatible({ name: "gateway", key: cached(() => other.key), baseURL: other.baseURL }),
});

const weather = tool({
  description: "The weather in a city",
  inputSchema: z.object({ city: z.string() }),
  execute({ city }) {
    one.rotate(); // between two steps: the key in use is refused from now on
    return `It rains in ${city}.`;
  },
});
const model = registry.languageModel("openai:gpt-5");
const { text, steps } = await generateText({
  model,
  tools: { weather },
  stopWhen: isStepCount(5),
  prompt: "Do I need an umbrella?",
});
assert.ok(text);
assert.equal(steps.length, 2);

await generateText({ model: registry.languageModel("gateway:llama-3.3-70b"), prompt: "Good morning" });
other.rotate();
let words = 0;
const { textStream } = streamText({
  model: registry.languageModel("gateway:llama-3.3-70b"),
  prompt: "And now?",
});
for await (const _word of textStream) words += 1;
assert.ok(words > 1);

one.rotate();
const embeddingModel = registry.embeddingModel("openai:text-embedding-3-small");
const { embeddings } = await embedMany({ model: embeddingModel, values: ["sunny", "rainy"] });
assert.equal(embeddings.length, 2);

assert.deepEqual(one.stats.statuses, { 200: 3, 401: 2 });
assert.deepEqual(other.stats.statuses, { 200: 2, 401: 1 });
console.log("2 providers, 4 calls, 3 rotations, 0 failures");
