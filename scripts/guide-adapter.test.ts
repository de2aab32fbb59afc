import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { root } from "./check/paths.ts";
import { examplesInMarkdown } from "./examples/extract.ts";

const guide = "docs/writing-an-adapter.md";
const blocks = examplesInMarkdown(guide, readFileSync(join(root, guide), "utf8"));

// Below docs, where the imports of the guides resolve.
mkdirSync(join(root, "docs/.cache"), { recursive: true });
const folder = mkdtempSync(join(root, "docs/.cache/guide-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the suite as the guide says. */
function run(change: (code: string) => string = (code) => code) {
  for (const { name = "", code } of blocks) writeFileSync(join(folder, name), change(code));
  const options = ["--conditions=@valetkey/source", "--test", "--test-reporter=tap", "adapter.test.ts"];
  const { status, stdout } = spawnSync(process.execPath, options, {
    cwd: folder,
    encoding: "utf8",
    // Vitest's own settings are none of the child's.
    env: { PATH: process.env.PATH },
  });
  const count = (word: string) => Number(new RegExp(`^# ${word} (\\d+)`, "m").exec(stdout)?.[1]);
  return { status, tests: count("tests"), failed: count("fail"), stdout };
}

test("the adapter of the guide is complete in 40 lines", () => {
  const [adapter, suite] = blocks;
  expect([adapter?.name, suite?.name]).toEqual(["adapter.ts", "adapter.test.ts"]);
  expect(adapter?.code.split("\n").length).toBeLessThanOrEqual(40);
});

test("the adapter of the guide passes the suite", { timeout: 120_000 }, () => {
  const { status, tests, failed, stdout } = run();
  expect({ status, failed }, stdout).toEqual({ status: 0, failed: 0 });
  expect(tests).toBeGreaterThan(40);
});

test("the suite sees it when the adapter is broken", { timeout: 120_000 }, () => {
  const { status, failed } = run((code) => code.replace("answerFailures(valet.fetch)", "valet.fetch"));
  expect(status).toBe(1);
  expect(failed).toBeGreaterThan(3);
});
