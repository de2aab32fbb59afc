import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./check/paths.ts";
import { publishedPackages } from "./packages.ts";

const files = ["README.md", "package.json", "src/index.ts", "tsconfig.build.json", "tsconfig.json"];
const build = "tsc -p tsconfig.build.json";
const read = (...path: string[]): string => readFileSync(join(root, ...path), "utf8");

/** Whoever knows one package knows them all: the same files, the same fields, the same shape of exports. */
describe.each(publishedPackages())("$name", ({ name, folder, manifest }) => {
  test("is named for its folder", () => {
    expect(folder).toBe(`packages/${name.replace("@valetkey/", "")}`);
  });

  test.each(files)("has %s", (file) => {
    expect(existsSync(join(root, folder, file))).toBe(true);
  });

  test("says what a registry and a bundler want to know", () => {
    expect(manifest).toMatchObject({
      description: expect.stringMatching(/.{20}/),
      keywords: expect.arrayContaining(["llm"]),
      license: "MIT",
      homepage: `https://github.com/valetkey/valetkey/tree/main/${folder}#readme`,
      bugs: "https://github.com/valetkey/valetkey/issues",
      repository: { type: "git", url: "git+https://github.com/valetkey/valetkey.git", directory: folder },
      type: "module",
      sideEffects: false,
      engines: { node: ">=22" },
      files: ["dist"],
      // Whoever packs or publishes it packs what its source says now.
      scripts: { build, prepack: build, types: "tsc -p tsconfig.json" },
    });
    expect(manifest.publishConfig?.access).toBe("public");
  });

  test("exports source here and dist to users, types first", () => {
    const { "./package.json": self, ...entries } = manifest.exports ?? {};
    expect(self).toBe("./package.json");
    expect(entries).toHaveProperty([".", "@valetkey/source"], "./src/index.ts");
    const published: Record<string, unknown> = {};
    for (const [path, conditions] of Object.entries(entries)) {
      const { "@valetkey/source": source = "" } = conditions as Record<string, string>;
      const dist = source.replace("./src/", "./dist/").replace(/\.ts$/, "");
      published[path] = { types: `${dist}.d.ts`, default: `${dist}.js` };
      expect(existsSync(join(root, folder, source)), source).toBe(true);
      // The order of conditions decides which one matches.
      expect(Object.entries(conditions)).toEqual(
        Object.entries({ "@valetkey/source": source, types: `${dist}.d.ts`, default: `${dist}.js` }),
      );
    }
    expect(JSON.stringify(manifest.publishConfig?.exports)).toBe(
      JSON.stringify({ ...published, "./package.json": "./package.json" }),
    );
  });

  test("starts its README with its name", () => {
    expect(read(folder, "README.md")).toMatch(new RegExp(`^# ${name}\n`));
  });
});

test("core has no dependency", () => {
  const core: Record<string, unknown> = JSON.parse(read("packages", "core", "package.json"));
  expect(core).not.toHaveProperty("dependencies");
  expect(core).not.toHaveProperty("peerDependencies");
});

test("the lockfile names no registry", () => {
  expect(read("pnpm-lock.yaml")).not.toMatch(/https?:\/\//);
});

test("nothing is released unchecked", () => {
  expect(JSON.parse(read("package.json")).scripts.release).toBe("pnpm check && changeset publish");
});

test("Node and pnpm are pinned to one version each", () => {
  const { packageManager, devDependencies } = JSON.parse(read("package.json"));
  expect(packageManager).toBe(`pnpm@${devDependencies.pnpm}`);
  expect(read("pnpm-workspace.yaml")).toContain(`nodeVersion: ${devDependencies.node}\n`);
});
