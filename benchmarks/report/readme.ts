import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { machine, versions } from "./machine.ts";
import { type Table, toMarkdown } from "./table.ts";

const folder = join(import.meta.dirname, "..");

/** Fills the measured tables into the text that is written by hand. */
export function writeReadme(tables: Readonly<Record<string, Table>>): void {
  const parts = new Map(Object.entries(tables).map(([name, table]) => [name, toMarkdown(table)]));
  parts.set("machine", machine());
  parts.set("versions", versions());
  const template = readFileSync(join(folder, "report", "readme-template.md"), "utf8");
  const text = template.replace(/\{\{(.+?)\}\}/g, (_, name: string) => {
    const part = parts.get(name);
    if (part === undefined) throw new Error(`Nothing fills in {{${name}}}.`);
    return part;
  });
  writeFileSync(join(folder, "README.md"), text);
}
