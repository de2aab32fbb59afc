import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./paths.ts";
import { steps } from "./steps.ts";
import { formatFailure } from "./verdict.ts";

test.each([
  [15, ["knip"], [], "FAILED: 1 of 15 steps (knip)"],
  [15, ["build", "tests"], ["pack", "smoke"], "FAILED: 2 of 15 steps (build, tests), not run: pack, smoke"],
  [1, ["lint"], [], "FAILED: 1 of 1 step (lint)"],
])("a failure among %i steps is told in one line", (asked, failed, notRun, line) => {
  expect(formatFailure(asked, failed, notRun)).toBe(line);
});

test("an unknown step ends with 2 and says which there are", () => {
  const script = join(root, "scripts", "check.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, "lint", "nope"], {
    encoding: "utf8",
  });
  const names = steps.map(({ name }) => name).join(", ");
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: "",
    stderr: `There is no step nope. The steps are: ${names}\n`,
  });
});
