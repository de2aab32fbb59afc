/** A Realtime connection is opened, and opened again after the key rotated; it asserts what it promises. */
import assert from "node:assert/strict";
import OpenAI, { cached, openWebSocket } from "@valetkey/openai";
import { startProvider } from "@valetkey/testing";
import { OpenAIRealtimeWS } from "openai/realtime/ws";

await using provider = await startProvider({ tls: true }); // the SDK opens Realtime over TLS alone
const client = new OpenAI({ key: cached(() => provider.key), baseURL: provider.baseURL });

const open = () =>
  openWebSocket(client, (client) =>
    OpenAIRealtimeWS.create(client, {
      model: "gpt-realtime",
      options: { ca: provider.ca }, // leave it out for OpenAI itself
    }),
  );

function say(realtime: OpenAIRealtimeWS, text: string): Promise<string> {
  realtime.send({
    type: "conversation.item.create",
    item: { type: "message", role: "user", content: [{ type: "input_text", text }] },
  });
  realtime.send({ type: "response.create", response: { output_modalities: ["text"] } });
  return new Promise((resolve) => realtime.once("response.output_text.done", ({ text }) => resolve(text)));
}

const first = await open();
assert.ok(await say(first, "Good morning"));
provider.rotate(); // the open connection does not notice
assert.ok(await say(first, "Are you still there?"));
const closed = new Promise((resolve) => first.socket.once("close", resolve));
provider.disconnect();
await closed;

const second = await open(); // the key in use is refused on the handshake, and renewed
assert.ok(await say(second, "And now?"));
second.close();

assert.deepEqual(provider.stats.statuses, { 101: 2, 401: 1 });
assert.match(client.apiKey ?? "", /^valetkey-placeholder-/);
console.log("3 answers, 2 connections, 1 refusal, 0 failures");
