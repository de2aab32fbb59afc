import { mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findLeaks } from "../../test/find-leaks.ts";
import { manualClock } from "../../test/manual-clock.ts";
import { cached } from "../index.ts";
import { type CommandOptions, command } from "./index.ts";

let folder: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "valetkey-command-")));
});
afterEach(() => rm(folder, { recursive: true }));

/** A real program: this Node with a line of JavaScript. */
const node = (script: string, options?: CommandOptions) => command([process.execPath, "-e", script], options);

/** One that prints a text, or a value as JSON. */
const printing = (output: unknown, options?: CommandOptions) => {
  const text = typeof output === "string" ? output : JSON.stringify(output);
  return node(`process.stdout.write(${JSON.stringify(text)})`, options);
};

/** One that counts how often it ran, and prints `key-1`, `key-2`, … in JSON. */
const counting = (fields: object, options?: CommandOptions) =>
  node(
    `const fs = require("node:fs");
    fs.appendFileSync("runs", ".");
    const token = "key-" + fs.statSync("runs").size;
    console.log(JSON.stringify({ token, ...${JSON.stringify(fields)} }));`,
    { cwd: folder, ...options },
  );
const runs = async () => (await readFile(join(folder, "runs"))).length;

const inOneHour = 1_800_000_000_000 + 3_600_000;

test.each([
  ["a bare key and a newline", "key-1\r\n", undefined],
  ["a JSON string", '"key-1"\n', undefined],
  ["an OAuth response", { access_token: "key-1", expires_in: 3600, id_token: "other" }, inOneHour],
  ["token", { key: "other", token: "key-1", expiresAt: inOneHour }, inOneHour],
  ["key", { key: "key-1", expiration: new Date(inOneHour).toISOString() }, inOneHour],
  [
    "az account get-access-token",
    { accessToken: "key-1", expiresOn: "2027-01-15 01:00:00.000000", expires_on: inOneHour / 1000 },
    inOneHour,
  ],
  ["a key that never expires", { token: "key-1", expires_on: 253_402_300_799 }, 253_402_300_799_000],
  [
    "a Kubernetes ExecCredential",
    {
      kind: "ExecCredential",
      status: { token: "key-1", expirationTimestamp: new Date(inOneHour).toISOString() },
    },
    inOneHour,
  ],
])("understands %s", async (_, output, expiresAt) => {
  const key = printing(output, { clock: manualClock() });
  expect(await key()).toBe("key-1");
  expect(key.expiresAt).toBe(expiresAt);
});

test("takes the field that it is told", async () => {
  const credential = { access_token: "key-1", token_expiry: new Date(inOneHour).toISOString() };
  const key = printing(
    { token: "other", credential },
    { field: "credential.access_token", clock: manualClock() },
  );
  expect(await key()).toBe("key-1");
  expect(key.expiresAt).toBe(inOneHour);
});

test("runs once for 100 callers, and again ahead of the expiry", async () => {
  const clock = manualClock();
  const key = counting({ expires_in: 3600 }, { clock });
  const answers = await Promise.all(Array.from({ length: 100 }, () => key()));
  expect(new Set(answers)).toEqual(new Set(["key-1"]));
  clock.advance(3_590_000);
  expect(await Promise.all(Array.from({ length: 100 }, () => key()))).toContain("key-2");
  expect(await runs()).toBe(2);
});

test("runs again after a rejection, and takes the options of cached()", async () => {
  const clock = manualClock();
  const key = counting({}, { clock, ttl: 60_000, refreshAhead: 0, minValidity: 0 });
  expect(await key()).toBe("key-1");
  key.accept("key-1");
  expect(await key({ rejected: "key-1", status: 401 })).toBe("key-2");
  clock.advance(59_999);
  expect(await key()).toBe("key-2");
  clock.advance(1);
  expect(await key()).toBe("key-3");
});

test("uses no shell", async () => {
  const key = command([process.execPath, "-p", "process.argv[1]", "$HOME;|>`"]);
  expect(await key()).toBe("$HOME;|>`");
});

test("gives the program its folder, and variables over those of this process", async () => {
  vi.stubEnv("VALETKEY_KEPT", "kept");
  vi.stubEnv("VALETKEY_GONE", "gone");
  const script = `const { VALETKEY_KEPT: a, VALETKEY_GONE: b, VALETKEY_NEW: c } = process.env;
    console.log([a, b, c, process.cwd()].join())`;
  const env = { VALETKEY_GONE: undefined, VALETKEY_NEW: "new" };
  expect(await node(script, { cwd: folder, env })()).toBe(`kept,,new,${folder}`);
  expect(await node(script, { cwd: pathToFileURL(folder), env })()).toBe(`kept,,new,${folder}`);
});

test("gives the program nothing to read, so that it does not wait for a password", async () => {
  const key = node(`process.stdin.on("data", () => {}).on("end", () => console.log("key-1"))`);
  expect(await key()).toBe("key-1");
});

test("does not mind warnings on standard error, however many", async () => {
  expect(await node(`console.error("warning ".repeat(100_000)); console.log("key-1")`)()).toBe("key-1");
});

test("takes the output of a program that leaves a child behind, which holds it open", async () => {
  const key = node(`
    const { spawn } = require("node:child_process");
    const child = spawn(process.execPath, ["-e", "setTimeout(() => {}, 8000)"], { stdio: ["ignore", "inherit", "ignore"] });
    console.log("key-" + child.pid);
    child.unref();`);
  const [, pid] = (await key()).split("-");
  // It is still there, so it was not waited for.
  expect(process.kill(Number(pid), "SIGKILL")).toBe(true);
});

test("copies its arguments", async () => {
  const argv = [process.execPath, "-p", '"key-1"'];
  const key = command(argv);
  argv[2] = '"key-2"';
  expect(await key()).toBe("key-1");
});

test.each([[[]], [[""]], [["a", 1]], [["a\0"]], ["gh auth token"], [undefined]])("refuses %j", (argv) => {
  expect(() => command(argv as string[])).toThrow(/array of strings.*there is no shell/);
});

test.each([
  { timeout: Number.NaN },
  { ttl: -1 },
  { field: "" },
  { field: 1 },
  { env: "A=b" },
  { env: { A: 1 } },
])("refuses %o when it is made", (options) => {
  expect(() => command(["program"], options as object)).toThrow(TypeError);
});

test("is cached already, and named for its program alone", async () => {
  const key = command(["/opt/bin/print-key", "--secret", "needle"]);
  expect(cached(key)).toBe(key);
  expect(key.name).toBe("command(/opt/bin/print-key)");
  expect(command(["gh"], { name: "github" }).name).toBe("github");
  expect(command(["gh"], { name: undefined }).name).toBe("command(gh)");
});

test("leaks nothing, whatever it holds", async () => {
  const key = printing("needle-of-a-command", { env: { SECRET: "needle-in-env" } });
  await key();
  expect(findLeaks(key, "needle")).toEqual([]);
});

test("an executable script is a program too", async () => {
  const script = join(folder, "print-key");
  await writeFile(script, "#!/bin/sh\necho key-1\n", { mode: 0o755 });
  expect(await command([script])()).toBe("key-1");
});
