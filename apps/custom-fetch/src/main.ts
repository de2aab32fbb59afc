/** An LLM called with a `fetch` alone, while its token is revoked; it asserts what it promises. */
import assert from "node:assert/strict";
import { authFetch, cached, isAuthError } from "@valetkey/core";
import { startProvider, startTokenIssuer } from "@valetkey/testing";

await using issuer = await startTokenIssuer({ revokePrevious: true }); // a new token ends the one before
await using provider = await startProvider({ issuer });
const { baseURL } = provider;

const send = authFetch({
  key: cached(issuer.exchange), // your token exchange: any function
  headers: () => ({ "x-request-id": crypto.randomUUID() }),
  baseURL,
});

async function ask(content: string): Promise<string> {
  const response = await send(`${baseURL}/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ model: "gpt-5", messages: [{ role: "user", content }] }),
    signal: AbortSignal.timeout(30_000), // covers the wait for the token, too
  });
  if (!response.ok) throw new Error(`The service answered ${response.status}.`);
  const { choices } = (await response.json()) as { choices: [{ message: { content: string } }] };
  return choices[0].message.content;
}

assert.ok(await ask("Good morning"));
issuer.revoke(); // by surprise: the token in use is refused from now on
const answers = await Promise.all(Array.from({ length: 20 }, () => ask("Are you still there?")));
assert.ok(answers.every(Boolean));
assert.equal(issuer.exchanges, 2); // one more token, for all twenty
console.log(`21 answers, ${issuer.exchanges} tokens, 0 failures`);

await using elsewhere = await startProvider();
await assert.rejects(
  send(`${elsewhere.baseURL}/models`),
  (error) => isAuthError(error) && error.code === "origin_refused",
);
assert.equal(elsewhere.requests.length, 0);
console.log("Another origin: refused, nothing sent");
