import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";

/** The running app. */
export interface Chat extends AsyncDisposable {
  readonly url: string;
  /** Everything that the server printed. */
  readonly output: () => string;
  readonly process: ChildProcess;
}

const folder = join(import.meta.dirname, "..");
const next = createRequire(import.meta.url).resolve("next/dist/bin/next");

/** Starts the built app on 127.0.0.1 with these variables, and no others. */
export async function startChat(env: Readonly<Record<string, string | undefined>>, port = 0): Promise<Chat> {
  const options = ["start", "--hostname", "127.0.0.1", "--port", String(port)];
  const child = spawn(process.execPath, [next, ...options], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: { PATH: process.env.PATH, ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    let isReady = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        const address = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
        if (isReady || address === undefined || !/Ready in/.test(output)) return;
        isReady = true;
        resolve(address);
      });
    }
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`Next ended with ${code}.\n${output}`)));
  });
  return {
    url,
    process: child,
    output: () => output,
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill();
      // An answer that is being written would be waited for.
      const timer = setTimeout(() => child.kill("SIGKILL"), 2_000);
      await once(child, "exit");
      clearTimeout(timer);
    },
  };
}
