/** Bundles what `size-budgets.json` lists and fails where one is larger, minified and gzipped, than its budget. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { root } from "./check/paths.ts";

interface Budget {
  name: string;
  /** An ES module as a user would write it, with a path from the root in place of a package name. */
  code: string;
  /** Bytes, minified and gzipped. */
  budget: number;
}

const budgets: Budget[] = JSON.parse(readFileSync(join(import.meta.dirname, "size-budgets.json"), "utf8"));
const notes: string[] = [];

for (const { name, code, budget } of budgets) {
  const result = await build({
    stdin: { contents: code, resolveDir: root, loader: "ts" },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2023",
    legalComments: "none",
    conditions: ["@valetkey/source"],
  });
  const size = gzipSync(result.outputFiles[0]?.contents ?? "", { level: 9 }).byteLength;
  notes.push(`${name}: ${size} of ${budget} bytes`);
  if (size > budget) process.exitCode = 1;
}

console.log(notes.join("; "));
