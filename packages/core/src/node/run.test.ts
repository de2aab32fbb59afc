import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { caught } from "../../test/caught.ts";
import { type CommandOptions, command } from "./index.ts";

let pidFile: string;
beforeEach(async () => {
  pidFile = join(await mkdtemp(join(tmpdir(), "valetkey-run-")), "pid");
});
afterEach(() => rm(join(pidFile, ".."), { recursive: true }));

/** A program that says who it is and never ends, if it can help it. */
const endless = (isStubborn: boolean) => `
  ${isStubborn ? 'process.on("SIGTERM", () => {});' : ""}
  require("node:fs").writeFileSync(process.env.PID_FILE + ".new", "" + process.pid);
  require("node:fs").renameSync(process.env.PID_FILE + ".new", process.env.PID_FILE);
  setInterval(() => {}, 1000);`;

const hanging = (isStubborn: boolean, options?: CommandOptions) =>
  command([process.execPath, "-e", endless(isStubborn)], { env: { PID_FILE: pidFile }, ...options });

const started = async () => {
  await vi.waitUntil(() => existsSync(pidFile), { timeout: 10_000 });
  return Number(await readFile(pidFile, "utf8"));
};

/** Waits until the process is gone. */
const gone = (pid: number) => vi.waitUntil(() => !isAlive(pid), { timeout: 10_000 });

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("a program that takes too long is a source_timeout, and dies although it ignores SIGTERM", async () => {
  const key = hanging(true, { timeout: 700 });
  const error = caught(key());
  const pid = await started();
  expect(await error).toMatchObject({ code: "source_timeout", retryable: true });
  await gone(pid);
});

test("closing the cache ends the program", async () => {
  const key = hanging(false);
  const error = caught(key());
  const pid = await started();
  key.close();
  expect(await error).toMatchObject({ code: "closed" });
  await gone(pid);
});

test("a caller who leaves does not end it for the others", async () => {
  const key = hanging(false);
  const controller = new AbortController();
  const first = caught(key({ signal: controller.signal }));
  const second = caught(key());
  const pid = await started();
  controller.abort(new Error("left"));
  expect(await first).toMatchObject({ message: "left" });
  expect(isAlive(pid)).toBe(true);
  key.close();
  await second;
  await gone(pid);
});

/** Runs a program of somebody who uses `command`. */
function use(script: string) {
  const index = new URL("./index.ts", import.meta.url).href;
  const program = `const { command } = await import(${JSON.stringify(index)});${script}`;
  const env = { ...process.env, PID_FILE: pidFile, ENDLESS: endless(false) };
  const argv = ["--conditions=@valetkey/source", "--input-type=module", "-e", program];
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { env, timeout: 15_000 });
  return { status, stdout: stdout.toString(), stderr: stderr.toString() };
}

test("a process that waits for the key stays, and one that has it exits", () => {
  const slow = `[process.execPath, "-e", 'setTimeout(() => console.log("key-1"), 300)']`;
  for (const options of ["{}", "{ timeout: 0 }"]) {
    const ended = use(`process.stdout.write(await command(${slow}, ${options})());`);
    expect(ended).toEqual({ status: 0, stdout: "key-1", stderr: "" });
  }
});

test("a refresh that nobody waits for neither holds up the exit nor outlives it", async () => {
  const ended = use(`
    import { existsSync } from "node:fs";
    const clock = { now: () => Date.now() + shift, monotonic: () => performance.now() + shift };
    let shift = 0;
    const script = 'if (process.env.FIRST) console.log(JSON.stringify({ token: "key-1", expires_in: 3600 })); else eval(process.env.ENDLESS)';
    const env = { get FIRST() { return shift === 0 ? "yes" : undefined; } };
    const key = command([process.execPath, "-e", script], { clock, env });
    await key();
    shift = 3_400_000;
    process.stdout.write(await key());
    while (!existsSync(process.env.PID_FILE)) await new Promise((resolve) => setTimeout(resolve, 20));`);
  expect(ended).toEqual({ status: 0, stdout: "key-1", stderr: "" });
  await gone(await started());
});
