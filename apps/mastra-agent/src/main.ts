/** An agent answers and streams while its key rotates between two steps; it asserts what it promises. */
import assert from "node:assert/strict";
import { cached } from "@valetkey/ai-sdk";
import { startProvider } from "@valetkey/testing";
import { createAgent } from "./agent.ts";

await using provider = await startProvider();

let exchanges = 0;
const agent = createAgent({
  baseURL: provider.baseURL,
  key: cached(() => {
    exchanges++;
    return provider.key;
  }),
  weatherIn(city) {
    provider.rotate(); // in the middle of the agent's work: the key in use is refused from now on
    return `It rains in ${city}.`;
  },
});

const answer = await agent.generate("Do I need an umbrella?");
assert.ok(answer.text.length > 0);

const stream = await agent.stream("And tomorrow?");
let text = "";
for await (const piece of stream.textStream) text += piece;
assert.ok(text.length > 0);

// Two steps each, and each second one met a refused key that nobody heard of.
assert.deepEqual(provider.stats.statuses, { 200: 4, 401: 2 });
assert.equal(exchanges, 3);
console.log(`2 answers, ${exchanges} keys, 2 refusals, 0 failures`);
