/** Anthropic's SDK goes through three rotations, one of them while a tool runs; it asserts what it promises. */
import assert from "node:assert/strict";
import { inspect } from "node:util";
import { betaZodTool } from "@anthropic-ai/sdk/helpers/beta/zod";
import Anthropic, { cached } from "@valetkey/anthropic"; // instead of "@anthropic-ai/sdk"
import { startProvider } from "@valetkey/testing";
import { z } from "zod";

await using provider = await startProvider();
const keys: string[] = [provider.key];
const rotate = () => keys.push(provider.rotate()); // by surprise: the key in use is refused from now on

const client = new Anthropic({
  key: cached(() => provider.key), // your vault, your token exchange: any function
  baseURL: provider.origin, // leave it out for Anthropic itself
});
const model = "claude-opus-5";
const max_tokens = 1024;
const messages = [{ role: "user" as const, content: "Do I need an umbrella?" }];

const { input_tokens } = await client.messages.countTokens({ model, messages });
assert.ok(input_tokens > 0);

rotate();
let words = 0;
const stream = await client.messages.create({ model, max_tokens, messages, stream: true });
for await (const event of stream) if (event.type === "content_block_delta") words++;
assert.ok(words > 1);

rotate();
const weather = betaZodTool({
  name: "weather",
  description: "The weather in a city",
  inputSchema: z.object({ city: z.string() }),
  run({ city }) {
    rotate(); // between two steps of the loop
    return `It rains in ${city}.`;
  },
});
const answer = await client.beta.messages.toolRunner({ model, max_tokens, messages, tools: [weather] });
assert.equal(answer.stop_reason, "end_turn");

assert.deepEqual(provider.stats.statuses, { 200: 4, 401: 3 });
console.log("A count, a stream, a tool loop, 3 rotations, 0 failures");

const shown = inspect(client, { depth: Infinity, showHidden: true });
assert.ok(keys.every((key) => !shown.includes(key)));
assert.match(client.apiKey ?? "", /^valetkey-placeholder-/);
console.log("In the client: a placeholder");
