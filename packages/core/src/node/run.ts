import { type ChildProcess, spawn } from "node:child_process";
import type { Socket } from "node:net";
import { largest } from "./key-text.ts";

/** How a program is run. */
export interface RunOptions {
  readonly cwd: string | URL | undefined;
  /** Over the environment of this process; undefined takes a variable away. */
  readonly env: Readonly<Record<string, string | undefined>> | undefined;
  /** Ends the program. */
  readonly signal: AbortSignal | undefined;
  /** Does this process stay alive for the program? */
  readonly isAwaited: boolean;
}

/** How a program ended. */
export interface Ended {
  readonly stdout: string;
  /** The last 64 KiB or so. */
  readonly stderr: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** It printed more than 1 MiB and was ended for that. */
  readonly isTooMuch: boolean;
}

/** How long a program has after SIGTERM until SIGKILL, in ms. */
const grace = 2_000;

/** How long the output of a program that has ended is waited for, if its own children still hold it open, in ms. */
const drain = 1_000;

const running = new Set<ChildProcess>();

/** Nobody is left to wait: what is still running ends too. */
function endAll(): void {
  for (const child of running) child.kill(child.killed ? "SIGKILL" : "SIGTERM");
}

/**
 * Runs a program without a shell and without standard input, to its end.
 *
 * @throws what the system says if the program cannot be started. That error lists the arguments: do not pass it on.
 */
export function run(argv: readonly string[], options: RunOptions): Promise<Ended> {
  const { promise, resolve, reject } = Promise.withResolvers<Ended>();
  const { cwd, signal, isAwaited } = options;
  const [program = "", ...args] = argv;
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  const stdout: Buffer[] = [];
  let size = 0;
  let stderr: Buffer = Buffer.alloc(0);
  const timers: NodeJS.Timeout[] = [];
  const later = (delay: number, action: () => void) => timers.push(setTimeout(action, delay).unref());

  if (running.size === 0) process.on("exit", endAll);
  running.add(child);
  // Whoever waits has a timer that keeps this process alive; a refresh that nobody waits for must not.
  if (!isAwaited) for (const handle of [child, child.stdout, child.stderr]) (handle as Socket).unref?.();

  function stop(): void {
    child.kill("SIGTERM");
    later(grace, () => child.kill("SIGKILL"));
  }

  function finish(): void {
    for (const timer of timers) clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
    child.stdout.destroy();
    child.stderr.destroy();
    running.delete(child);
    if (running.size === 0) process.off("exit", endAll);
    resolve({
      stdout: Buffer.concat(stdout).toString(),
      stderr: stderr.toString(),
      code: child.exitCode,
      signal: child.signalCode,
      isTooMuch: size > largest,
    });
  }

  child.stdout.on("data", (chunk: Buffer) => {
    const isFirst = size <= largest;
    size += chunk.length;
    if (size <= largest) stdout.push(chunk);
    else if (isFirst) stop();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr = Buffer.concat([stderr.subarray(-largest / 16), chunk]);
  });
  child.once("error", (error) => {
    reject(error);
    if (child.pid === undefined) finish();
  });
  child.once("exit", () => later(drain, finish));
  child.once("close", finish);
  signal?.addEventListener("abort", stop, { once: true });
  return promise;
}
