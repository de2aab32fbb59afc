/** An agent answers and streams, by either API, while its key rotates between two turns; it asserts what it promises. */
import assert from "node:assert/strict";
import { run, setOpenAIAPI } from "@openai/agents";
import { cached } from "@valetkey/openai";
import { startProvider } from "@valetkey/testing";
import { createAgent } from "./agent.ts";
import { runnerOf } from "./tenants.ts";

await using provider = await startProvider();

let exchanges = 0;
const agent = createAgent({
  baseURL: provider.baseURL,
  key: cached(() => {
    exchanges++;
    return provider.key;
  }),
  weatherIn(city) {
    provider.rotate(); // in the middle of a run: the key in use is refused from now on
    return `It rains in ${city}.`;
  },
});

for (const api of ["responses", "chat_completions"] as const) {
  setOpenAIAPI(api);

  const answer = await run(agent, "Do I need an umbrella?");
  assert.ok(answer.finalOutput);

  const streamed = await run(agent, "And tomorrow?", { stream: true });
  let text = "";
  for await (const piece of streamed.toTextStream()) text += piece;
  await streamed.completed;
  assert.equal(text, streamed.finalOutput);
}

// Two turns each, and each second one met a refused key that nobody heard of.
assert.deepEqual(provider.stats.statuses, { 200: 8, 401: 4 });
assert.equal(exchanges, 5);
const called = provider.requests.map(({ path }) => path.replace("/v1", ""));
assert.deepEqual(new Set(called), new Set(["/responses", "/chat/completions"]));

// Two tenants at once, each with its own key.
provider.clear();
const tenants = ["tenant-1", "tenant-2"].map((tenant) =>
  runnerOf(tenant, provider.addKey(), provider.baseURL),
);
await Promise.all(tenants.map((runner) => runner.run(agent.clone({ tools: [] }), "And here?")));
assert.equal(new Set(provider.requests.map(({ key }) => key)).size, 2);

console.log(`4 answers by 2 APIs, ${exchanges} keys, 4 refusals, 0 failures`);
