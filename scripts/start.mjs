// @ts-check
/**
 * What `npm run demo`, `npm run chat` and `npm test` call: `node scripts/start.mjs <script> [arguments]`.
 *
 * It makes a machine with Node 20 and npm alone ready (the pinned pnpm through npx, an install from the
 * lockfile when that changed), then runs the inner script with Node 24 and pnpm first in PATH. It runs
 * before anything is installed, under the machine's own Node: no dependency, no TypeScript.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, "node_modules", ".bin");
const stampFile = join(root, "node_modules", ".installed");
const shell = process.platform === "win32";

/** @type {{ packageManager: string }} */
const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** What the installed node_modules depend on. The same stamp means that there is nothing to install. */
function installStamp() {
  const hash = createHash("sha256").update(`${packageManager} ${process.platform} ${process.arch}`);
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml"]) hash.update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

function isInstalled() {
  const tools = ["node", "pnpm"].every((tool) => existsSync(join(bin, tool)));
  return tools && existsSync(stampFile) && readFileSync(stampFile, "utf8") === installStamp();
}

function install() {
  const note = existsSync(stampFile) ? "" : " (first run only, about 1 GB on disk)";
  console.log(`Installing from the lockfile with ${packageManager}${note} …`);
  const options = ["install", "--frozen-lockfile"];
  const { status } = spawnSync("npx", ["-y", packageManager, ...options], {
    cwd: root,
    shell,
    stdio: "inherit",
    // Without a network, fail within seconds instead of after npm's minute of retries.
    env: {
      npm_config_fetch_retry_mintimeout: "1000",
      npm_config_fetch_retry_maxtimeout: "5000",
      ...process.env,
    },
  });
  if (status !== 0) {
    console.error(`\n${whyInstallFailed()}`);
    process.exit(status || 1);
  }
  writeFileSync(stampFile, installStamp());
}

function whyInstallFailed() {
  const question = ["view", packageManager, "version", "--prefer-online", "--fetch-retries=0"];
  const { status } = spawnSync("npm", question, { cwd: root, shell, stdio: "ignore", timeout: 20_000 });
  return status === 0
    ? "The install failed; the reason is above."
    : "The npm registry cannot be reached, and the first run needs it to install the dependencies.\n" +
        "Check the network, the proxy settings and `npm config get registry`, then run the command again.";
}

/**
 * Runs a script of the root package.json and ends as it ends.
 * @param {string} script
 * @param {string[]} options
 */
function run(script, options) {
  const PATH = `${bin}${delimiter}${process.env.PATH ?? ""}`;
  const child = spawn("pnpm", ["--silent", "run", script, ...options], {
    cwd: root,
    shell,
    stdio: "inherit",
    env: {
      ...process.env,
      PATH,
      TURBO_TELEMETRY_DISABLED: "1",
      NEXT_TELEMETRY_DISABLED: "1",
      DO_NOT_TRACK: "1",
    },
  });
  // A terminal sends Ctrl+C to the child as well; it decides when to end, and this process waits for it.
  process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"));
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("exit", (code, signal) => {
    process.exitCode = signal === null ? (code ?? 1) : 128 + constants.signals[signal];
  });
}

const [script, ...options] = process.argv.slice(2);
if (script === undefined) throw new Error("Usage: node scripts/start.mjs <script> [arguments]");
if (!isInstalled()) install();
run(script, options);
