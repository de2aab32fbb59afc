import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "./check/paths.ts";
import { publishedPackages } from "./packages.ts";

/**
 * SECURITY.md promises that importing a package does nothing but define its exports. Each entry point is
 * imported in a process of its own, which compares itself with what it was before. What an SDK does when it is
 * imported is the SDK's affair: a package's peers are there already.
 */
const probe = `
  // Node's own fetch leaves a global behind when it is first looked at.
  void globalThis.fetch, globalThis.Request;
  const [entryPoint, ...peers] = process.argv.slice(1);
  for (const peer of peers) await import(peer);
  const state = () => ({
    globals: Object.getOwnPropertyDescriptors(globalThis),
    listeners: Object.fromEntries(process.eventNames().map((name) => [String(name), process.listenerCount(name)])),
    environment: { ...process.env },
    resources: Object.fromEntries(process.getActiveResourcesInfo().map((name, index) => [name + index, name])),
  });
  const isSame = (a, b) => Object.is(a, b) || (a && b && Object.is(a.value, b.value) && a.get === b.get);
  const before = state();
  await import(entryPoint);
  const effects = Object.entries(state()).flatMap(([kind, after]) =>
    Reflect.ownKeys({ ...before[kind], ...after })
      .filter((name) => !isSame(before[kind][name], after[name]))
      .map((name) => kind + ": " + String(name)),
  );
  process.stdout.write(JSON.stringify(effects), () => process.exit());
`;

/** What importing it changed, and what it printed. */
function effectsOf(
  specifier: string,
  { folder = "", peers = [] }: { folder?: string; peers?: readonly string[] } = {},
): { effects: unknown; printed: string } {
  const program = ["--conditions=@valetkey/source", "--input-type=module", "--eval", probe];
  const options = [...program, specifier, ...peers];
  const cwd = join(root, folder);
  const { stdout, stderr } = spawnSync(process.execPath, options, { cwd, encoding: "utf8" });
  return { effects: JSON.parse(stdout || "null"), printed: stderr };
}

// In its own folder a package finds itself, and its peers.
const entryPoints = publishedPackages().flatMap(({ name, folder, manifest }) => {
  const peers = Object.keys(manifest.peerDependencies ?? {});
  return Object.keys(manifest.publishConfig?.exports ?? {})
    .filter((path) => path !== "./package.json")
    .map((path) => [`${name}${path.slice(1)}`, { folder, peers }] as const);
});

describe("importing has no effect", () => {
  test("there is something to import", () => expect(entryPoints.flat()).toContain("@valetkey/core"));

  test.each(entryPoints)("%s", (entryPoint, from) => {
    expect(effectsOf(entryPoint, from)).toEqual({ effects: [], printed: "" });
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
