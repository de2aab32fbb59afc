import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "./check/paths.ts";

/**
 * What @valetkey/core needs from its surroundings, read from the JavaScript and the types that its build
 * emits: both must work where there is neither Node nor a DOM.
 */
const core = join(root, "packages", "core");
const emitted = mkdtempSync(join(tmpdir(), "valetkey-core-"));

beforeAll(() => {
  tsc("-p", join(core, "tsconfig.build.json"), "--outDir", emitted);
});
afterAll(() => rmSync(emitted, { recursive: true }));

test("the main entry reaches no node: module and no other package", async () => {
  const { metafile } = await build({
    entryPoints: [join(emitted, "index.js")],
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    platform: "neutral",
    packages: "external",
  });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  expect(imports.filter(({ external }) => external)).toEqual([]);
});

test("the emitted types name these globals and no others", () => {
  const errors = compileTypes([]).matchAll(/error (TS\d+): (?:Cannot find name '(\w+)')?/g);
  const names = new Set([...errors].map(([, code, name]) => name ?? code));
  expect([...names].sort()).toEqual(["AbortSignal", "Headers", "Request", "RequestInit", "Response", "URL"]);
});

test("the emitted types compile with the web globals that core declares", () => {
  cpSync(join(core, "test", "web-globals.d.ts"), join(emitted, "web-globals.d.ts"));
  expect(compileTypes(["web-globals.d.ts"])).toBe("");
});

/** Compiles the emitted types of the main entry without any ambient type but those in `globals`. */
function compileTypes(globals: string[]): string {
  const compilerOptions = { types: [], skipLibCheck: false };
  const files = ["index.d.ts", ...globals];
  const project = { extends: join(root, "tsconfig.base.json"), compilerOptions, files };
  writeFileSync(join(emitted, "tsconfig.json"), JSON.stringify(project));
  return tsc("-p", emitted);
}

function tsc(...options: string[]): string {
  const bin = join(root, "node_modules", ".bin", "tsc");
  return spawnSync(bin, ["--pretty", "false", ...options], { encoding: "utf8" }).stdout;
}
