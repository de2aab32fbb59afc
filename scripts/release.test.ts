import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { root } from "./check/paths.ts";
import { type Manifest, publishedPackages } from "./packages.ts";

test("a release gives all packages one version, and a peer in range makes it no major one", () => {
  const folder = mkdtempSync(join(tmpdir(), "valetkey-release-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const read = (path: string): Manifest => JSON.parse(readFileSync(join(folder, path), "utf8"));
  const manifests = publishedPackages().map((each) => `${each.folder}/package.json`);
  for (const path of ["package.json", "pnpm-workspace.yaml", ".changeset/config.json", ...manifests])
    cpSync(join(root, path), join(folder, path));
  // An adapter might come to have core as a peer.
  const peer = { name: "@valetkey/peer", version: "0.0.0", peerDependencies: { "@valetkey/core": "<1" } };
  write("packages/peer/package.json", JSON.stringify(peer));
  write(".changeset/change.md", '---\n"@valetkey/core": minor\n---\n\nAdded something.\n');

  execFileSync("changeset", ["version"], { cwd: folder, stdio: "pipe" });

  const versions = [...manifests, "packages/peer/package.json"].map((path) => read(path).version);
  expect(new Set(versions)).toEqual(new Set(["0.1.0"]));
  expect(read("packages/peer/package.json").peerDependencies).toEqual({ "@valetkey/core": "<1" });
  expect(readFileSync(join(folder, "packages/core/CHANGELOG.md"), "utf8")).toContain("Added something.");
});
