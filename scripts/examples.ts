/**
 * Compiles every TypeScript example: the `ts` blocks of the Markdown files and those of the doc comments.
 * Each one must be complete, imports included, because a reader copies one block and not those above it. One
 * with a file's name after its language is that file, so that others can import it.
 *
 * The blocks become modules in docs/.cache, where the imports of the guides resolve, and one `tsc` run
 * checks them all. Each stands at the lines it has in its original, so that an error names the right line.
 */
import { spawnSync } from "node:child_process";
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./check/paths.ts";
import { type Example, examplesInMarkdown, examplesInSource } from "./examples/extract.ts";

const folder = join(root, "docs", ".cache");
const markdownFiles = ["*.md", "docs/*.md", "benchmarks/*.md", "packages/*/*.md", "apps/*/*.md"];
const sourceFiles = ["packages/*/src/**/*.ts", "packages/*/src/**/*.tsx"];

const examples = [
  ...find(markdownFiles).flatMap((file) => examplesInMarkdown(file, read(file))),
  ...find(sourceFiles).flatMap((file) => examplesInSource(file, read(file))),
];
const names = new Map(examples.map((example) => [moduleName(example), example]));

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, example] of names) {
  // Blocks carry their indentation and line numbers with them; `export {}` keeps their names apart.
  writeFileSync(join(folder, name), `${"\n".repeat(example.line - 1)}${example.code}\nexport {};\n`);
}
const compilerOptions = {
  declaration: false,
  isolatedDeclarations: false,
  noUnusedLocals: false,
  noUnusedParameters: false,
};
const project = { extends: "../../tsconfig.base.json", compilerOptions, include: ["*"] };
writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(project));

if (names.size === 0) {
  console.log("There are no examples yet.");
} else {
  const compiler = spawnSync("tsc", ["-p", ".", "--pretty", "false"], { cwd: folder, encoding: "utf8" });
  console.log(compiler.stdout.replace(/^([\w.@-]+\.tsx?)\((\d+),(\d+)\)/gm, originalPlace).trimEnd());
  console.log(`${names.size} examples`);
  process.exitCode = compiler.status ?? 1;
}

function originalPlace(place: string, name: string, line: string, column: string): string {
  const example = names.get(name);
  return example === undefined ? place : `${example.file}:${line}:${Number(column) + example.indent}`;
}

function moduleName({ file, line, language, name }: Example): string {
  if (name) return name;
  return `${file.replaceAll("/", "__").replace(/\.\w+$/, "")}.${line}.${language}`;
}

function find(patterns: string[]): string[] {
  return globSync(patterns, { cwd: root })
    .filter((file) => !/\.test(-d)?\.ts$|(^|\/)CHANGELOG\.md$/.test(file))
    .sort();
}

function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}
