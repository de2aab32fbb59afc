/**
 * Packs every published package once, for `publint`, `attw` and `smoke`, and checks what only the tarball
 * shows: which files are in it, and that pnpm took the workspace's own conventions out of its manifest.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, tarballFolder } from "./check/paths.ts";
import { publishedPackages } from "./packages.ts";

const wanted = ["package.json", "README.md", "LICENSE", "dist/index.js", "dist/index.d.ts"];
const allowed = /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|dist\/.+\.(js|d\.ts))$/;

rmSync(tarballFolder, { recursive: true, force: true });
mkdirSync(tarballFolder, { recursive: true });
for (const { name, folder } of publishedPackages()) {
  const out = join(tarballFolder, `${name.replace("@", "").replace("/", "-")}.tgz`);
  // `prepack` builds, which the step before has done.
  execFileSync("pnpm", ["pack", "--config.ignore-scripts=true", "--out", out], {
    cwd: join(root, folder),
    stdio: ["ignore", "ignore", "inherit"],
  });
  for (const problem of problems(out, folder)) {
    console.log(`${name}: ${problem}`);
    process.exitCode = 1;
  }
}

function problems(tarball: string, folder: string): string[] {
  const files = tar("-tzf", tarball)
    .trim()
    .split("\n")
    .map((file) => file.replace(/^package\//, ""));
  const manifest = tar("-xzOf", tarball, "package/package.json");
  return [
    ...wanted.filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
    ...files
      .filter((file) => !allowed.test(file) || file.includes(".test"))
      .map((file) => `${file} is too much`),
    ...['"@valetkey/source"', "workspace:", "src/", "catalog:"]
      .filter((text) => manifest.includes(text))
      .map((text) => `${text} is left in package.json`),
    // tsc never deletes: a renamed file stays in a local dist until somebody does.
    ...files
      .filter((file) => file.endsWith(".js") && !existsSync(join(root, folder, sourceOf(file))))
      .map((file) => `${file} has no source any more: delete ${folder}/dist and build again`),
  ];
}

function sourceOf(file: string): string {
  return file.replace("dist/", "src/").replace(/\.js$/, ".ts");
}

function tar(...options: string[]): string {
  return execFileSync("tar", options, { encoding: "utf8" });
}
