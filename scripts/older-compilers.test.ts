import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { root } from "./check/paths.ts";

/** Packages whose type tests have to pass with older compilers too; the repository's own is that of `pnpm check types`. */
const packages = globSync("packages/*/tsconfig.types.json", { cwd: root }).map(dirname);

describe.each(packages)("the types of %s infer and refuse as they should", (folder) => {
  test.each(["typescript-5.9", "typescript-6"])(
    "with %s",
    async (name) => {
      const compiler = join(root, "node_modules", name, "bin", "tsc");
      const options = ["-p", join(root, folder, "tsconfig.types.json"), "--pretty", "false"];
      const { stdout } = await promisify(execFile)(process.execPath, [compiler, ...options]).catch(
        (error: { stdout: string }) => error,
      );
      expect(stdout).toBe("");
    },
    120_000,
  );
});
