/** A worker on workerd goes through a revocation; it asserts that no request notices. */
import assert from "node:assert/strict";
import { startProvider, startTokenIssuer } from "@valetkey/testing";
import { startWorker } from "./start-worker.ts";

await using issuer = await startTokenIssuer({ revokePrevious: true }); // a new token ends the one before
await using provider = await startProvider({ issuer });
await using worker = await startWorker({
  PROVIDER_URL: provider.baseURL,
  TOKEN_ENDPOINT: issuer.tokenEndpoint,
  CLIENT_ID: issuer.clientId,
  CLIENT_SECRET: issuer.clientSecret,
});

async function chat(prompt: string): Promise<void> {
  const response = await fetch(`${worker.address}/chat`, { method: "POST", body: prompt });
  assert.match(await response.text(), /\w/);
}
async function models(): Promise<void> {
  const response = await fetch(`${worker.address}/models`);
  assert.equal(response.status, 200);
  await response.body?.cancel();
}

await Promise.all([chat("Good morning"), models()]);
assert.equal(issuer.exchanges, 1); // the AI SDK and authFetch share it

issuer.revoke(); // by surprise: the token in use is refused from now on
await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 ? chat("Are you still there?") : models())));
assert.equal(issuer.exchanges, 2);
assert.equal(provider.stats.statuses[200], 22);
console.log(`22 requests, ${issuer.exchanges} tokens, 0 failures`);

provider.slow({ chunkDelay: 50 });
const { body } = await fetch(`${worker.address}/chat`, { method: "POST", body: "Tell me more" });
for await (const _ of body ?? []) break;
assert.equal(provider.requests.at(-1)?.outcome, "pending"); // the first word is here, before the last has been sent
console.log("Streamed word by word");
