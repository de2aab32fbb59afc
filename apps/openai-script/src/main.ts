/** The openai SDK goes through three rotations and never holds the key; it asserts what it promises. */
import assert from "node:assert/strict";
import { inspect } from "node:util";
import OpenAI, { cached } from "@valetkey/openai"; // instead of "openai"
import { startProvider } from "@valetkey/testing";

await using provider = await startProvider();
const keys: string[] = [provider.key];
const rotate = () => keys.push(provider.rotate()); // by surprise: the key in use is refused from now on

const client = new OpenAI({
  key: cached(() => provider.key), // your vault, your token exchange: any function
  headers: () => ({ "x-request-id": crypto.randomUUID() }), // asked for every attempt
  baseURL: provider.baseURL, // leave it out for OpenAI itself
});
await client.models.list();

rotate();
const messages = [{ role: "user" as const, content: "Good morning" }];
const chat = await client.chat.completions.create({ model: "gpt-5", messages });
assert.ok(chat.choices[0]?.message.content);

rotate();
let words = 0;
const stream = await client.responses.create({ model: "gpt-5", input: "Tell me more", stream: true });
for await (const event of stream) if (event.type === "response.output_text.delta") words++;
assert.ok(words > 1);

rotate();
const { data } = await client.embeddings.create({ model: "text-embedding-3-small", input: "Good morning" });
assert.ok(data[0]?.embedding.length);

assert.deepEqual(provider.stats.statuses, { 200: 4, 401: 3 });
const ids = provider.requests.map(({ headers }) => headers.get("x-request-id"));
assert.equal(new Set(ids).size, 7);
console.log("4 calls, 3 rotations, 0 failures");

const shown = inspect(client, { depth: Infinity, showHidden: true });
assert.ok(keys.every((key) => !shown.includes(key)));
assert.match(client.apiKey ?? "", /^valetkey-placeholder-/);
console.log("In the client: a placeholder");
