/**
 * Fails when a published package changed since the base branch and no changeset says so. Where there is
 * nothing to compare with (a shallow clone, the base branch itself), it says that and passes.
 */
import { spawnSync } from "node:child_process";
import { root } from "./check/paths.ts";

const base = baseRef();
if (base === undefined) {
  console.log("no base branch to compare with");
} else {
  const { status, stdout, stderr } = run("changeset", "status", `--since=${base}`);
  console.log(status === 0 ? "every change has its changeset" : `${stdout}${stderr}`);
  process.exitCode = status ?? 1;
}

/** The pull request's base branch, or main; not where the work tree is that branch. */
function baseRef(): string | undefined {
  const branch = process.env.GITHUB_BASE_REF || "main";
  const head = commit("HEAD");
  return [`origin/${branch}`, branch].find((ref) => {
    const found = commit(ref);
    return found !== undefined && found !== head && run("git", "merge-base", ref, "HEAD").status === 0;
  });
}

function commit(ref: string): string | undefined {
  const { status, stdout } = run("git", "rev-parse", "--verify", "--quiet", `${ref}^{commit}`);
  return status === 0 ? stdout.trim() : undefined;
}

function run(
  command: string,
  ...options: string[]
): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(command, options, { cwd: root, encoding: "utf8" });
}
