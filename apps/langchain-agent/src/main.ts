/** One agent works for two tenants at once while their keys rotate; it asserts what it promises. */
import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import { ChatOpenAI, cached, scoped } from "@valetkey/langchain";
import { startProvider } from "@valetkey/testing";
import { createAgent, tool } from "langchain";
import { z } from "zod";

const vault = new Map([
  ["acme", "acme-1"],
  ["globex", "globex-1"],
]);
await using provider = await startProvider({ keys: [...vault.values()] });

let reads = 0;
const tenant = new AsyncLocalStorage<string>();
const key = scoped(
  () => tenant.getStore(), // who is asking? Without an answer nothing is sent
  (name) =>
    cached(() => {
      reads++;
      return vault.get(name);
    }),
);

const weather = tool(
  ({ city }) => {
    const name = tenant.getStore() ?? "";
    if (vault.get(name) === `${name}-1`) {
      vault.set(name, provider.addKey(`${name}-2`));
      provider.revoke(`${name}-1`); // in the middle of the agent's work: the tenant's key is refused from now on
    }
    return `It rains in ${city}.`;
  },
  { name: "weather", description: "The weather in a city", schema: z.object({ city: z.string() }) },
);
const model = new ChatOpenAI({ model: "gpt-5", key, baseURL: provider.baseURL });
const agent = createAgent({ model, tools: [weather] });

const ask = (name: string) =>
  tenant.run(name, async () => {
    const content = `Does somebody at ${name} need an umbrella?`;
    const { messages } = await agent.invoke({ messages: [{ role: "user", content }] });
    assert.ok(messages.at(-1)?.text);
    return messages;
  });
const runs = await Promise.all(Array.from({ length: 20 }, (_, index) => ask(index % 2 ? "acme" : "globex")));

assert.ok(runs.every((messages) => messages.length === 4)); // question, call of the tool, its result, answer
assert.equal(provider.stats.statuses[200], 40);
assert.ok(provider.stats.statuses[401]);
assert.equal(reads, 4); // two keys for each tenant, however many asked
console.log("20 runs for 2 tenants at once, 2 rotations, 0 failures");

for (const { key, text } of provider.requests) {
  const [, name] = /somebody at (\w+)/.exec(text) ?? [];
  assert.match(key ?? "", new RegExp(`^${name}-`));
}
console.log("Each request with a key of its own tenant");

provider.clear();
const nobody = agent.invoke({ messages: [{ role: "user", content: "Whose question is this?" }] });
await assert.rejects(nobody, { status: 401, code: "key_unavailable" });
assert.equal(provider.requests.length, 0);
console.log("No tenant: refused, nothing sent");
