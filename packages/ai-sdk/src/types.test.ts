import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const folder = join(import.meta.dirname, "..");

/** The compiler of this repository, which is a newer one, is that of `pnpm check types`. */
test.each(["typescript-5.9", "typescript-6"])(
  "the types infer and refuse as they should with %s, too",
  async (name) => {
    const compiler = join(folder, "node_modules", name, "bin", "tsc");
    const options = ["-p", join(folder, "tsconfig.types.json"), "--pretty", "false"];
    const { stdout } = await promisify(execFile)(process.execPath, [compiler, ...options]).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toBe("");
  },
  120_000,
);
