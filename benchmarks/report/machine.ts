import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";

/** Where the figures come from. */
export function machine(): string {
  const [{ model = "unknown processor" } = {}, ...others] = cpus();
  const date = new Date().toISOString().slice(0, 10);
  return `${model.trim()}, ${others.length + 1} cores, Node ${process.version} (V8 ${process.versions.v8}), ${date}`;
}

const folder = join(import.meta.dirname, "..");

/** The version of a package as it is installed here. */
export const versionOf = (name: string): string => read<{ version: string }>("node_modules", name).version;

/** Every package that is measured, with its version. */
export function versions(): string {
  const { devDependencies } = read<{ devDependencies: Record<string, string> }>();
  return Object.keys(devDependencies)
    .map((name) => `${name} ${versionOf(name)}`)
    .join(", ");
}

const read = <Manifest>(...path: string[]): Manifest =>
  JSON.parse(readFileSync(join(folder, ...path, "package.json"), "utf8"));
