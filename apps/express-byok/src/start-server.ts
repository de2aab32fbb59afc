import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The server in a process of its own, and all that it printed. */
export interface RunningServer extends Disposable {
  readonly address: string;
  readonly printed: string;
}

/** Starts it with the openai SDK's own debug log, which prints every request. */
export async function startServer(provider: string): Promise<RunningServer> {
  const script = fileURLToPath(import.meta.resolve("./server.ts"));
  const child = spawn(process.execPath, [...process.execArgv, script], {
    env: { ...process.env, PROVIDER_URL: provider, OPENAI_LOG: "debug" },
  });
  let printed = "";
  for (const output of [child.stdout, child.stderr])
    output.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  await once(child.stdout, "data");
  return {
    address: printed.trim(),
    get printed() {
      return printed;
    },
    [Symbol.dispose]: () => void child.kill(),
  };
}
