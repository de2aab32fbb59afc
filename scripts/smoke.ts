/**
 * Installs the packed tarballs with npm in an empty project outside the workspace, imports every entry
 * point there, and runs the first examples of some READMEs as they stand.
 */
import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root, tarballFolder } from "./check/paths.ts";
import { formatTotals } from "./check/totals.ts";
import { examplesInMarkdown } from "./examples/extract.ts";
import { publishedPackages } from "./packages.ts";

const totals = { passed: 0, failed: 0, skipped: 0 };
const project = mkdtempSync(join(tmpdir(), "valetkey-smoke-"));
try {
  writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const tarballs = globSync(join(tarballFolder, "*.tgz"));
  const options = ["install", "--no-audit", "--no-fund", "--loglevel=error"];
  test("install", "npm", [...options, ...tarballs, ...optionalPeers()]);
  for (const entryPoint of entryPoints()) {
    test(`import ${entryPoint}`, "node", ["--input-type=module", "--eval", `await import("${entryPoint}")`]);
  }
  testFirstExample("README.md");
  for (const name of ["core", "openai", "langchain", "providers"])
    testFirstExample(`packages/${name}/README.md`);
} finally {
  rmSync(project, { recursive: true, force: true });
}
console.log(formatTotals(totals));
process.exitCode = totals.failed === 0 ? 0 : 1;

/** What npm leaves to the user to install, in the versions that are tested here. */
function optionalPeers(): string[] {
  return publishedPackages().flatMap(({ manifest }) =>
    Object.keys(manifest.peerDependenciesMeta ?? {}).map(
      (name) => `${name}@${manifest.devDependencies?.[name]}`,
    ),
  );
}

/** Every path that the published packages export, as one writes it in an import. */
function entryPoints(): string[] {
  return publishedPackages().flatMap(({ name, manifest }) =>
    Object.keys(manifest.publishConfig?.exports ?? {})
      .filter((path) => path !== "./package.json")
      .map((path) => `${name}${path.slice(1)}`),
  );
}

function testFirstExample(file: string): void {
  const [example] = examplesInMarkdown(file, readFileSync(join(root, file), "utf8"));
  if (example === undefined) {
    totals.failed++;
    console.log(`✗ ${file} has no TypeScript example to run`);
    return;
  }
  writeFileSync(join(project, "example.ts"), `${"\n".repeat(example.line - 1)}${example.code}\n`);
  test(`${file}:${example.line}`, "node", ["example.ts"]);
}

/** Passes when the command ends with 0 within two minutes, in the empty project. */
function test(name: string, command: string, options: string[]): void {
  const { status, stdout, stderr } = spawnSync(command, options, {
    cwd: project,
    encoding: "utf8",
    timeout: 120_000,
    env: { ...process.env, NODE_OPTIONS: "--unhandled-rejections=strict" },
  });
  if (status === 0) {
    totals.passed++;
    console.log(`✓ ${name}`);
  } else {
    totals.failed++;
    console.log(`✗ ${name}\n${stdout}${stderr}`);
  }
}
