/** Calls are spread over three keys, one of them rate limited; it asserts what it promises. */
import assert from "node:assert/strict";
import OpenAI, { APIConnectionError, isAuthError, pool } from "@valetkey/openai";
import { startProvider } from "@valetkey/testing";

const keys = ["key-1", "key-2", "key-3"];
await using provider = await startProvider({ keys });
const client = new OpenAI({ key: pool(keys), baseURL: provider.baseURL, maxRetries: 0 });

const callsOf = (key: string) => provider.requests.filter((request) => request.key === key).length;

for (let call = 0; call < 9; call += 1) await client.models.list();
assert.deepEqual(keys.map(callsOf), [3, 3, 3]);
console.log("9 calls: 3 with each key");

provider.clear();
provider.fail({ status: 429, retryAfter: 60, key: "key-2", times: 100 });
for (let call = 0; call < 9; call += 1) await client.models.list();
assert.deepEqual(provider.stats.statuses, { 200: 9, 429: 1 }); // asked once, then left alone
assert.equal(callsOf("key-2"), 1);
console.log("9 calls with one key rate limited: 1 refusal, 0 failures");

provider.fail({ status: 429, retryAfter: 60, times: 100 });
await assert.rejects(client.models.list(), { status: 429 }); // the service's own error, when no other key is left
provider.clear();
await assert.rejects(client.models.list(), (error) => {
  assert.ok(error instanceof APIConnectionError && isAuthError(error.cause));
  assert.match(error.cause.message, /all keys rest; number \d wakes first/);
  return error.cause.retryable; // the SDK's own back-off applies, where it has retries left
});
assert.equal(provider.requests.length, 0);
console.log("All keys rest: an error at once, nothing sent");
