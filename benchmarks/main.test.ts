import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const read = (name: string): string => readFileSync(join(import.meta.dirname, name), "utf8");

/** The peers' rows in tables for a terminal or in Markdown; versions may differ. */
const rowsOf = (text: string): string[] =>
  [...text.matchAll(/^(?:\| )?(\S+) \d+\.\d+\.\d\S*: (.+?)(?: \||\s{2})/gm)].map((match) =>
    match.slice(1).join(": "),
  );

test("every benchmark of every peer still runs, and the README has its row", async () => {
  const main = join(import.meta.dirname, "main.ts");
  const run = promisify(execFile)(process.execPath, ["--conditions=@valetkey/source", main, "--quick"]);
  const { stdout, stderr } = await run;
  expect(stderr).toBe("");
  expect(stdout).not.toContain("NaN");
  const rows = rowsOf(stdout);
  expect(rows.filter((row) => row.startsWith("@valetkey/core")).length).toBeGreaterThan(4);
  expect(rowsOf(read("README.md"))).toEqual(rows);
}, 60_000);

test("the README has the text of its template", () => {
  const readme = read("README.md");
  for (const line of read("report/readme-template.md").split("\n"))
    for (const text of line.split(/\{\{.+?\}\}/)) expect(readme).toContain(text);
});
