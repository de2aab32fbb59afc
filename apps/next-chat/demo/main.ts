/** `npm run chat`: builds the app, starts it, and beside it the provider that it talks to. Ctrl-C ends everything. */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { build } from "./build.ts";
import { startChat } from "./start-chat.ts";
import { startUpstream } from "./start-upstream.ts";

const { env } = process;
const isReal = Object.keys(env).some((name) => /^(OPENAI_(API_KEY|BASE_URL)|CHAT_ACCOUNTS)/.test(name));

console.log("Building the chat (about a minute the first time) …");
build();
const upstream = isReal ? undefined : await startUpstream();
const secret = randomBytes(32).toString("hex");
const chat = await startChat({ SESSION_SECRET: secret, ...env, ...upstream?.env }, await choosePort());
chat.process.stderr?.pipe(process.stderr);
console.log(`
The chat is at ${chat.url}, and talks to ${whom()}.
Ctrl-C ends it.`);

const stopped = await Promise.race([
  ...["SIGINT", "SIGTERM"].map((signal) => once(process, signal).then(() => true)),
  once(chat.process, "exit").then(() => false),
]);
await chat[Symbol.asyncDispose]();
await upstream?.[Symbol.asyncDispose]();
process.exit(stopped ? 0 : 1);

function whom(): string {
  if (upstream) return "a provider on this machine, whose keys live a minute";
  return env.OPENAI_BASE_URL ?? "https://api.openai.com";
}

/** `PORT`, or 3000, or if that is taken a free one. */
async function choosePort(): Promise<number> {
  if (env.PORT !== undefined) return Number(env.PORT);
  const server = createServer().listen(3000, "127.0.0.1");
  const isFree = await Promise.race([
    once(server, "listening").then(() => true),
    once(server, "error").then(() => false),
  ]);
  if (isFree) await new Promise((resolve) => server.close(resolve));
  return isFree ? 3000 : 0;
}
