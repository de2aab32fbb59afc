import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

test("the agent answers and streams through two rotations", async () => {
  const options = ["--conditions=@valetkey/source", join(import.meta.dirname, "main.ts")];
  // Nothing that the example depends on phones home.
  const env = { ...process.env, MASTRA_TELEMETRY_DISABLED: "1" };
  const run = await promisify(execFile)(process.execPath, options, { env });
  expect(run).toEqual({ stdout: "2 answers, 3 keys, 2 refusals, 0 failures\n", stderr: "" });
});
