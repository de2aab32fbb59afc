/**
 * Runs core's tests on another runtime than Node: `main.ts bun|deno|workerd [word…]`, where words choose
 * among the files. The last line has the totals.
 */
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { type Runtime, runsOn } from "./suite.ts";
import { runOnWorkerd } from "./workerd/start.ts";

const [runtime, ...words] = process.argv.slice(2) as [Runtime, ...string[]];
const core = resolve(import.meta.dirname, "../..");
const cache = resolve(core, "../../.cache");
const require = createRequire(import.meta.url);
const program = {
  bun: () => require.resolve("bun/bin/bun.exe"),
  deno: () => require.resolve("deno/deno"),
  workerd: () => require.resolve("workerd/bin/workerd"),
}[runtime]();

const { error, status, stderr } = spawnSync(program, ["--version"], { encoding: "utf8" });
if (status !== 0) {
  const platform = `${process.platform}-${process.arch}`;
  process.stderr.write(`${runtime} does not start on ${platform}: ${error?.message ?? stderr}\n`);
  process.exit(1);
}
const files = globSync("{src,src/adapter,test/runtimes}/*.test.ts", { cwd: core })
  .filter((file) => runsOn(runtime, file) && words.every((word) => file.includes(word)))
  .sort()
  .map((file) => join(core, file));
process.exit(runtime === "workerd" ? await onWorkerd() : onServer(runtime));

async function onWorkerd(): Promise<number> {
  const { text, failed } = await runOnWorkerd(program, join(cache, runtime), files);
  await new Promise((resolve) => process.stdout.write(`${text}\n`, resolve));
  return failed ? 1 : 0;
}

/** Bun and Deno read the source as it is. What they ask of whom at each start is turned off. */
function onServer(name: "bun" | "deno"): number {
  const options = {
    bun: ["--no-install", "--conditions=@valetkey/source"],
    deno: [
      "run",
      "-A",
      "--no-config",
      "--no-lock",
      "--no-remote",
      "--conditions=@valetkey/source",
      "--node-modules-dir=manual",
    ],
  };
  const inside = join(import.meta.dirname, "inside.ts");
  const quiet = { DO_NOT_TRACK: "1", DENO_NO_UPDATE_CHECK: "1", DENO_DIR: join(cache, "deno") };
  const run = spawnSync(program, [...options[name], inside, name, ...files], {
    stdio: "inherit",
    env: { ...process.env, ...quiet },
  });
  return run.status ?? 1;
}
