import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../..");

/** Builds the app, and what it depends on, as far as something has changed. Throws what the compiler says. */
export function build(): void {
  const options = ["run", "build", "--filter=next-chat", "--output-logs=errors-only"];
  const { status, stdout, stderr } = spawnSync("turbo", options, {
    cwd: root,
    encoding: "utf8",
    shell: process.platform === "win32",
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: "1", NEXT_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" },
  });
  if (status !== 0) throw new Error(`The app could not be built.\n${stdout}${stderr}`);
}
