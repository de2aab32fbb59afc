import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./check/paths.ts";
import { publishedPackages } from "./packages.ts";

/**
 * SECURITY.md promises that importing a package does nothing but define its exports. Each entry point is
 * imported in a process of its own, which compares itself with what it was before.
 */
const probe = `
  // Node's own fetch leaves a global behind when it is first looked at.
  void globalThis.fetch, globalThis.Request;
  const state = () => ({
    globals: Object.getOwnPropertyDescriptors(globalThis),
    listeners: Object.fromEntries(process.eventNames().map((name) => [String(name), process.listenerCount(name)])),
    environment: { ...process.env },
    resources: Object.fromEntries(process.getActiveResourcesInfo().map((name, index) => [name + index, name])),
  });
  const isSame = (a, b) => Object.is(a, b) || (a && b && Object.is(a.value, b.value) && a.get === b.get);
  const before = state();
  await import(process.argv[1]);
  const effects = Object.entries(state()).flatMap(([kind, after]) =>
    Reflect.ownKeys({ ...before[kind], ...after })
      .filter((name) => !isSame(before[kind][name], after[name]))
      .map((name) => kind + ": " + String(name)),
  );
  process.stdout.write(JSON.stringify(effects), () => process.exit());
`;

/** What importing it changed, and what it printed. */
function effectsOf(specifier: string): { effects: unknown; printed: string } {
  const options = ["--conditions=@valetkey/source", "--input-type=module", "--eval", probe, specifier];
  // The guides' folder has every published package among its dependencies.
  const cwd = join(root, "docs");
  const { stdout, stderr } = spawnSync(process.execPath, options, { cwd, encoding: "utf8" });
  return { effects: JSON.parse(stdout || "null"), printed: stderr };
}

const entryPoints = publishedPackages().flatMap(({ name, manifest }) =>
  Object.keys(manifest.publishConfig?.exports ?? {})
    .filter((path) => path !== "./package.json")
    .map((path) => `${name}${path.slice(1)}`),
);

describe("importing has no effect", () => {
  test("there is something to import", () => expect(entryPoints).toContain("@valetkey/core"));

  test.each(entryPoints)("%s", (entryPoint) => {
    expect(effectsOf(entryPoint)).toEqual({ effects: [], printed: "" });
  });

  test.each([
    ["a new global", "globalThis.added = 1", ["globals: added"]],
    ["a replaced global", "globalThis.fetch = () => {}", ["globals: fetch"]],
    ["a listener", "process.on('exit', () => {})", ["listeners: exit"]],
    ["a variable", "process.env.ADDED = '1'", ["environment: ADDED"]],
    ["a timer", "setInterval(() => {}, 1000)", [expect.stringMatching(/^resources: Timeout/)]],
  ])("%s would be seen", (_, code, effects) => {
    expect(effectsOf(`data:text/javascript,${code}`)).toEqual({ effects, printed: "" });
  });

  test("output would be seen", () => {
    expect(effectsOf("data:text/javascript,console.error('text')").printed).toBe("text\n");
  });
});
