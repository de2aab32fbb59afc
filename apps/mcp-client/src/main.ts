/** An MCP client calls tools and listens while its token is revoked twice; it asserts what it promises. */
import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { cached } from "@valetkey/core";
import { startTokenIssuer } from "@valetkey/testing";
import { connect } from "./client.ts";
import { startWeatherServer } from "./server.ts";

await using issuer = await startTokenIssuer();
const server = await startWeatherServer(issuer.accepts);

const news = new EventEmitter();
const listening = once(news, "tools changed");
const client = await connect(server.url, cached(issuer.exchange), () => news.emit("tools changed"));
await listening; // the server speaks on a stream of its own, a GET

const ask = async () => {
  const { content } = await client.callTool({ name: "weather", arguments: { city: "Bergen" } });
  assert.deepEqual(content, [{ type: "text", text: "It rains in Bergen." }]);
};
await ask();
issuer.revoke(); // by surprise: the token in use is refused from now on
await Promise.all(Array.from({ length: 20 }, ask));
assert.equal(issuer.exchanges, 2); // one more token, for all twenty

issuer.revoke();
const listeningAgain = once(news, "tools changed");
server.endStream(); // the client opens another one, with a token that is refused
await listeningAgain;
assert.equal(issuer.exchanges, 3);
assert.deepEqual(
  server.answers.filter((answer) => answer.startsWith("GET")),
  ["GET 200", "GET 401", "GET 200"],
);

await client.close();
await server.close();
console.log(`21 tool calls, 2 streams, ${issuer.exchanges} tokens, 0 failures`);
