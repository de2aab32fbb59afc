import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listPresets, type PresetInfo } from "./index.ts";

const code = (text: string) => `\`${text}\``;

/** A row of the guide's table. */
function rowOf({
  name,
  service,
  source,
  baseURL,
  keyVariables,
  keyDefault,
  variables,
  keyHeader,
}: PresetInfo) {
  const key = keyVariables.length > 0 ? keyVariables.map(code).join(", else ") : "`key`";
  const cells = [
    code(`${name}()`),
    `[${service}](${source})`,
    code(baseURL),
    keyDefault ? `${key}, else the word ${code(keyDefault)}` : key,
    variables.map(code).join(", "),
    keyHeader,
  ];
  return `| ${cells.join(" | ")} |`;
}

test("the guide's table says what the list says", () => {
  const guide = readFileSync(join(import.meta.dirname, "../../../docs/providers.md"), "utf8");
  const rows = guide.split("\n").filter((line) => /^\| `\w+\(\)` \| \[/.test(line));
  expect(rows).toEqual(listPresets().map(rowOf));
});

test("gives everybody a list of his own", () => {
  expect(listPresets()).toEqual(listPresets());
  expect(listPresets()).not.toBe(listPresets());
});
