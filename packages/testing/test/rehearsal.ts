import assert from "node:assert/strict";
import { once } from "node:events";
import { startProvider, startTokenIssuer } from "@valetkey/testing";
import { WebSocket } from "ws";

// Run as a process of its own: it must print nothing and end by itself.
const issuer = await startTokenIssuer({ lifetime: 1 });
const provider = await startProvider({ issuer });
const secure = await startProvider({ tls: true });

const status = async (url: string, token: string, init: RequestInit = {}): Promise<number> =>
  (await fetch(url, { ...init, headers: { authorization: `Bearer ${token}` } })).status;

const { value } = await issuer.exchange();
assert.equal(await status(`${provider.baseURL}/models`, value), 200);
assert.equal(await status(`${provider.baseURL}/nowhere`, value), 404);
assert.equal(await status(`${provider.baseURL}/chat/completions`, value, { method: "POST", body: "{" }), 400);
issuer.revoke();
assert.equal(await status(`${provider.baseURL}/models`, value), 401);

for (const path of ["/", "/auth?client_id=x", "/jwks", "/.well-known/openid-configuration", "/token"]) {
  await status(issuer.origin + path, "nobody");
  await status(issuer.origin + path, "nobody", {
    method: "POST",
    body: new URLSearchParams({ grant_type: "x" }),
  });
}
await issuer.down("refused");
await assert.rejects(issuer.exchange());
await issuer.up();

// A stream that nobody reads, and an answer that nobody waits for.
provider.slow({ chunkDelay: 60_000 });
const body = JSON.stringify({ model: "gpt-5", stream: true, messages: [{ role: "user", content: "Hello" }] });
assert.equal(
  await status(`${provider.baseURL}/chat/completions`, provider.key, { method: "POST", body }),
  200,
);
provider.slow({ delay: 60_000 });
status(`${provider.baseURL}/files`, provider.key).catch(() => {});

// A WebSocket that stays open, one whose client hears nothing, and one that waits to be opened.
const headers = { "api-key": secure.key };
const socket = (): WebSocket => {
  const opening = new WebSocket(`${secure.baseURL.replace("http", "ws")}/responses`, {
    headers,
    ca: secure.ca,
  });
  return opening.on("error", () => {});
};
await once(socket(), "open");
const deaf = socket();
await once(deaf, "open");
deaf.pause();
secure.disconnect({ code: 1012 });
secure.slow({ delay: 60_000 });
socket();

await Promise.all([issuer.close(), provider.close(), secure.close()]);
