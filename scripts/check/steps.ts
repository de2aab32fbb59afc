/** One step of `pnpm check`. */
export interface Step {
  name: string;
  /** What holds when the step passes; printed beside its name. */
  about: string;
  /** A shell command, run at the root. It passes by exiting with 0. */
  command: string;
  /** Steps without which this one cannot succeed. */
  needs?: readonly string[];
  /** Print the last line of its output in place of `about`. */
  note?: boolean;
  /**
   * For test runners: where the counts are. `"printed"`: in lines of the output that end in
   * `N passed, N failed` (`, N skipped` may follow); such a runner must print one.
   */
  totals?: "vitest" | "printed";
}

const perTarball = (command: string): string =>
  `set -e; for tarball in .cache/tarballs/*.tgz; do ${command.replace("{}", '"$tarball"')}; done`;

/** In this order, cheap ones first where the order is free. Add a further test run as a step with `totals`. */
export const steps: readonly Step[] = [
  { name: "lint", about: "Biome: formatting and rules", command: "biome check --error-on-warnings ." },
  {
    name: "build",
    about: "every package compiles to dist",
    command: "turbo run build --continue --output-logs=errors-only",
  },
  {
    name: "types",
    about: "types against source",
    command: "turbo run types --continue --output-logs=errors-only && tsc -p tsconfig.json",
  },
  {
    name: "types:dist",
    about: "types against what is published",
    command: "tsc -p tsconfig.dist.json",
    needs: ["build"],
  },
  {
    name: "types:alone",
    about: "core's types without Node and without the DOM",
    command: "tsc -p packages/core/tsconfig.alone.json",
  },
  {
    name: "examples",
    about: "examples in Markdown and comments compile",
    command: "node scripts/examples.ts",
  },
  {
    name: "api",
    about: "the API reference has no gap",
    command: "turbo run api --continue --output-logs=errors-only",
    needs: ["build"],
  },
  { name: "knip", about: "no unused file, export or dependency", command: "knip" },
  { name: "changesets", about: "", note: true, command: "node scripts/changesets.ts" },
  { name: "size", about: "", note: true, command: "node scripts/size.ts", needs: ["build"] },
  {
    name: "pack",
    about: "tarballs hold what they should",
    command: "node scripts/pack.ts",
    needs: ["build"],
  },
  {
    name: "publint",
    about: "tarballs suit every bundler and runtime",
    command: perTarball("publint run {} --strict"),
    needs: ["build", "pack"],
  },
  {
    name: "attw",
    about: "tarballs' types resolve",
    command: perTarball("attw {} --profile esm-only --no-emoji"),
    needs: ["build", "pack"],
  },
  {
    name: "smoke",
    about: "tarballs work in an empty project",
    command: "node scripts/smoke.ts",
    needs: ["build", "pack"],
    totals: "printed",
  },
  { name: "browser", about: "", note: true, command: "node scripts/browser/install.ts" },
  {
    name: "tests",
    about: "Vitest",
    command: "vitest run --reporter=default --reporter=json --outputFile.json=.cache/vitest.json",
    totals: "vitest",
  },
  {
    name: "tests:workerd",
    about: "core's tests on workerd",
    command: "node --conditions=@valetkey/source packages/core/test/runtimes/main.ts workerd",
    totals: "printed",
  },
  {
    name: "tests:bun",
    about: "core's tests on Bun",
    command: "node --conditions=@valetkey/source packages/core/test/runtimes/main.ts bun",
    totals: "printed",
  },
  {
    name: "tests:deno",
    about: "core's tests on Deno",
    command: "node --conditions=@valetkey/source packages/core/test/runtimes/main.ts deno",
    totals: "printed",
  },
];
