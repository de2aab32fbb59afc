import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/** Runs a program on the core until it ends by itself. */
async function run(program: string): Promise<{ code: number | null; output: string }> {
  const path = fileURLToPath(new URL(`../test/processes/${program}.ts`, import.meta.url));
  const child = spawn(process.execPath, ["--unhandled-rejections=strict", path], {
    stdio: ["ignore", "pipe", "pipe"],
    // A process that hangs is a failure, not a suite that hangs.
    timeout: 15_000,
  });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [code, ...output] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { code, output: output.join("") };
}

test.concurrent.each([
  ["lasts until a caller's time-out, and no less", "waits-for-time-out"],
  ["ends though a refresh in the background never does", "leaves-while-refreshing"],
  ["survives failures, aborts and background refreshes without an unhandled rejection", "fails-in-every-way"],
])("a process %s", async (_, program) => {
  expect(await run(program)).toEqual({ code: 0, output: "" });
});
