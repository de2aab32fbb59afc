import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { root } from "./check/paths.ts";

const read = (app: string, file: string): string => readFileSync(join(root, "apps", app, file), "utf8");

/**
 * The examples: every app that can be started. A further one is a further folder, and nothing here changes. What
 * has to be built first is a server, which does not end, and has tests of its own.
 */
const examples = readdirSync(join(root, "apps")).filter((app) => {
  const { scripts } = JSON.parse(read(app, "package.json"));
  return scripts.start !== undefined && scripts.build === undefined;
});

// Nothing that an example depends on phones home, and no example finds a key but its own.
const env = { PATH: process.env.PATH, MASTRA_TELEMETRY_DISABLED: "1" };

test.each(examples)(
  "%s does what it asserts, and prints what its README shows",
  { timeout: 60_000 },
  async (app) => {
    const options = ["--conditions=@valetkey/source", "src/main.ts"];
    const run = await promisify(execFile)(process.execPath, options, { cwd: join(root, "apps", app), env });
    const shown = /^```text\n(.*?)^```$/ms.exec(read(app, "README.md"))?.[1];
    expect(run).toEqual({ stdout: shown, stderr: "" });
  },
);

test.each(examples)("%s is started as all of them are", (app) => {
  expect(JSON.parse(read(app, "package.json"))).toMatchObject({
    name: app,
    private: true,
    scripts: { start: "node --conditions=@valetkey/source src/main.ts", types: "tsc -p tsconfig.json" },
  });
  expect(read(app, "README.md")).toContain(`npx -y pnpm@12.21.0 --filter ${app} start\n`);
});
