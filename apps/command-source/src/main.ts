/** A program prints the token; it asserts that the program runs once for many, and again after a revocation. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { inspect } from "node:util";
import { authFetch } from "@valetkey/core";
import { command } from "@valetkey/core/node";
import { startProvider, startTokenIssuer } from "@valetkey/testing";

await using issuer = await startTokenIssuer();
await using provider = await startProvider({ issuer });

// For instance: command(["az", "account", "get-access-token", "--scope", "https://ai.azure.com/.default"])
const { tokenEndpoint, clientId, clientSecret } = issuer;
const key = command([process.execPath, fileURLToPath(import.meta.resolve("./print-token.ts"))], {
  env: { TOKEN_ENDPOINT: tokenEndpoint, CLIENT_ID: clientId, CLIENT_SECRET: clientSecret },
});
const send = authFetch({ key, baseURL: provider.baseURL });
const call = async () => {
  const response = await send(`${provider.baseURL}/models`);
  await response.body?.cancel();
  assert.equal(response.status, 200);
};

await Promise.all(Array.from({ length: 10 }, call));
assert.equal(issuer.exchanges, 1); // it ran once, for all ten
issuer.revoke();
await Promise.all(Array.from({ length: 10 }, call));
assert.equal(issuer.exchanges, 2);
console.log(`20 calls, ${issuer.exchanges} runs of the program, 0 failures`);

await issuer.down();
issuer.revoke();
await assert.rejects(key.refresh(), (error: Error) => {
  assert.match(error.message, /503/); // the last line of its standard error
  return !inspect(error, { depth: Infinity }).includes(clientSecret);
});
console.log("When it fails: its own words, without a secret");
