import { fork } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** Portkey's open-source gateway, at work. */
export interface PortkeyGateway extends AsyncDisposable {
  readonly origin: string;
  readonly baseURL: string;
}

/** Starts the gateway from npm on 127.0.0.1, and resolves once it listens. It prints nothing. */
export async function startPortkeyGateway(): Promise<PortkeyGateway> {
  const entry = require.resolve("@portkey-ai/gateway/build/start-server.js");
  const child = fork(entry, ["--headless"], {
    execArgv: ["--import", `${import.meta.dirname}/bind-loopback.ts`],
    env: { NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const ended = once(child, "exit");
  const [port] = await Promise.race([
    once(child, "message"),
    ended.then(() => {
      throw new Error("Portkey's gateway did not start.");
    }),
  ]);
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    baseURL: `${origin}/v1`,
    async [Symbol.asyncDispose]() {
      child.kill();
      await ended;
    },
  };
}
