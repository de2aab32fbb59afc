/** What Bun and Deno run, straight from source: `inside.ts <runtime> <file>…`. */
import { relative } from "node:path";
import { pathToFileURL } from "node:url";
import { runSuite } from "./run-suite.ts";
import type { Runtime } from "./suite.ts";

const [runtime, ...files] = process.argv.slice(2);
const imports = files.map(
  (file) => [`/${relative(process.cwd(), file)}`, () => import(pathToFileURL(file).href)] as const,
);
const { text, failed } = await runSuite(runtime as Runtime, Object.fromEntries(imports));
process.stdout.write(`${text}\n`, () => process.exit(failed ? 1 : 0));
