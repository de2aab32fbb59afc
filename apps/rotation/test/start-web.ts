import { spawn } from "node:child_process";
import { once } from "node:events";
import { main } from "./run-demo.ts";

/** The demo's page, served by a process of its own. */
export interface RunningWeb extends AsyncDisposable {
  readonly url: string;
  /** All that it printed. */
  readonly printed: string;
  /** Presses Ctrl-C, and answers with what code it ended. */
  interrupt(): Promise<number | null>;
}

export async function startWeb(): Promise<RunningWeb> {
  const child = spawn(process.execPath, ["--conditions=@valetkey/source", main, "--web"], {
    env: { PATH: process.env.PATH },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const exit = once(child, "exit") as Promise<[number | null]>;
  let printed = "";
  for (const output of [child.stdout, child.stderr])
    output.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  const early = exit.then(() => Promise.reject(new Error(`The demo ended: ${printed}`)));
  const url = () => /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
  while (url() === undefined) await Promise.race([once(child.stdout, "data"), early]);
  early.catch(() => {});
  async function interrupt(): Promise<number | null> {
    child.kill("SIGINT");
    return (await exit)[0];
  }
  return {
    url: url() ?? "",
    get printed() {
      return printed;
    },
    interrupt,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null) await interrupt();
    },
  };
}
