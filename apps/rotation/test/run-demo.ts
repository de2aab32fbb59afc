import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";

export const main: string = join(import.meta.dirname, "..", "src", "main.ts");

/** How the demo ended, run as a user without a terminal runs it. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** JavaScript that runs in the same process before the demo does. */
  readonly before?: string;
  /** Interrupts it, as Ctrl-C does. */
  readonly interrupt?: AbortSignal;
}

export async function runDemo(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { before, interrupt } = options;
  const imports =
    before === undefined ? [] : ["--import", `data:text/javascript,${encodeURIComponent(before)}`];
  const child = spawn(process.execPath, ["--conditions=@valetkey/source", ...imports, main, ...args], {
    env: { PATH: process.env.PATH, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  interrupt?.addEventListener("abort", () => child.kill("SIGINT"));
  const exit = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const [code, stdout, stderr] = await Promise.all([exit, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}
