/** Users chat with keys of their own; it asserts whose key goes where, and that nobody else sees one. */
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { startProvider } from "@valetkey/testing";
import { startServer } from "./start-server.ts";

const keys = { ann: "key-of-ann", ben: "key-of-ben", eve: "key-of-eve" };
await using provider = await startProvider({ keys: [keys.ann, keys.ben] }); // it refuses Eve's
using server = await startServer(provider.baseURL);

/** A user: a browser with a cookie of its own. */
function visit() {
  let cookie = "";
  return async (method: string, path: string, body: string) => {
    const headers = { "content-type": "application/json", cookie };
    const response = await fetch(`${server.address}${path}`, { method, headers, body });
    cookie ||= response.headers.getSetCookie()[0] ?? "";
    return response;
  };
}
type User = ReturnType<typeof visit>;

async function signIn(key: string): Promise<User> {
  const user = visit();
  assert.equal((await user("PUT", "/key", JSON.stringify({ key }))).status, 204);
  return user;
}
const chat = (user: User, message: string) => user("POST", "/chat", JSON.stringify({ message }));

const ann = await signIn(keys.ann);
const ben = await signIn(keys.ben);
const eve = await signIn(keys.eve);
const asked = Array.from({ length: 20 }, (_, n) => (n % 2 ? chat(ann, "I am ann") : chat(ben, "I am ben")));
const refused = await chat(eve, "I am eve");
for (const answer of await Promise.all(asked)) assert.match(await answer.text(), /\w/);
assert.deepEqual(provider.stats.statuses, { 200: 20, 401: 1 });
for (const { key, text } of provider.requests)
  assert.equal(key, keys[/I am (\w+)/.exec(text)?.[1] as keyof typeof keys]);
console.log("20 answers for 2 users at once, each with their own key");

const stranger = await chat(visit(), "Whose key is this?");
const garbled = await ann("PUT", "/key", `${keys.ann}"`);
const errors = await Promise.all([refused, stranger, garbled].map((response) => response.text()));
assert.deepEqual([refused.status, stranger.status, garbled.status], [401, 401, 400]);
assert.match(errors[0] ?? "", /refuses your key/);
assert.match(errors[1] ?? "", /Save your key first/);
console.log("A bad key, or none: 401 for that user alone");

provider.slow({ chunkDelay: 50 });
const { body } = await chat(ann, "I am ann");
for await (const _ of body ?? []) break; // the first word is here, and Ann leaves
const last = provider.requests.at(-1);
while (last?.outcome === "pending") await sleep(10);
assert.equal(last?.outcome, "aborted");
console.log("Streamed word by word; who leaves ends the request");

assert.match(server.printed, /POST \/chat 200/);
assert.match(server.printed, /sending request/); // the SDK's log
for (const key of Object.values(keys)) assert.ok(!`${server.printed} ${errors}`.includes(key));
console.log("In logs and errors: no key");
