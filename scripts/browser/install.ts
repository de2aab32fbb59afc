/**
 * `node scripts/browser/install.ts`: Debian's Chromium where there is none, so that the tests of pages run on a
 * fresh machine. It needs root, or sudo without a password; otherwise it says what to run. Its last line is the
 * version.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { findChromium, installCommand, missing } from "./find-chromium.ts";

const command = installCommand.split(" ");

if (findChromium() === undefined) install();
const chromium = findChromium();
if (chromium === undefined) {
  console.error(missing);
  process.exit(1);
}
console.log(execFileSync(chromium, ["--version"], { encoding: "utf8" }).trim());

function install(): void {
  const root = asRoot();
  if (root === undefined) return;
  // What the machine knows of Debian's packages may be older than the packages.
  if (!run([...root, ...command])) run([...root, "apt-get", "update"]) && run([...root, ...command]);
}

/** What has to stand before a command to run it as root; undefined if nobody can without a password. */
function asRoot(): string[] | undefined {
  if (process.getuid?.() === 0) return [];
  return spawnSync("sudo", ["--non-interactive", "true"], { stdio: "ignore" }).status === 0
    ? ["sudo", "--non-interactive"]
    : undefined;
}

function run([file = "", ...options]: string[]): boolean {
  const answers = ["--yes", "--quiet=2", "-o", "Dpkg::Use-Pty=0"];
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync(file, [...options, ...answers], { stdio: "inherit", env }).status === 0;
}
