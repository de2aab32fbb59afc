import { globSync } from "node:fs";
import { dirname } from "node:path";
import { defineConfig } from "vitest/config";

// Workspace packages are resolved to their TypeScript source, so that no test waits for a build. The condition is
// our own: some packages on npm have one called `source`, whose files Node refuses to run.
const conditions = ["@valetkey/source"];

/** Older versions of an SDK, by their aliases in a package's devDependencies, which have to pass the same tests. */
const olderSdks = [
  {
    name: "openai",
    folder: "packages/openai",
    versions: ["openai-5.0", "openai-5", "openai-6", "openai-7.15"],
  },
  {
    name: "@langchain/openai",
    folder: "packages/langchain",
    versions: ["langchain-openai-1.0"],
  },
  {
    name: "@anthropic-ai/sdk",
    folder: "packages/anthropic",
    versions: ["anthropic-0.50", "anthropic-0.100", "anthropic-0.137", "anthropic-1.0"],
  },
];

/**
 * Threads start a third faster than processes, and SDKs take long to load. Core's tests are about processes: they
 * change users, kill, and spawn; those of apps start servers and browsers.
 */
const poolFor = (folder: string) =>
  folder.startsWith("packages/") && folder !== "packages/core" ? "threads" : "forks";

/** One project per package and app: `vitest --project core` runs that package alone. */
const folders = globSync("{packages,apps}/*/package.json").map(dirname).sort();
const projects = [...folders, "benchmarks", "scripts"].map((folder) => ({
  extends: true as const,
  test: {
    name: folder.replace("packages/", ""),
    pool: poolFor(folder),
    include: [`${folder}/**/*.test.ts`],
    // What is tested as it is deployed is built first, if it has changed.
    globalSetup: globSync(`${folder}/test/build.ts`),
  },
}));

/** The same tests with an older SDK in place of the newest; `*.newest.test.ts` are about what it has not got. */
const olderProjects = olderSdks.flatMap(({ name, folder, versions }) =>
  versions.map((version) => ({
    extends: true as const,
    resolve: {
      alias: [
        {
          find: new RegExp(`^${name}(?=/|$)`),
          replacement: `${import.meta.dirname}/${folder}/node_modules/${version}`,
        },
      ],
    },
    test: {
      name: version,
      pool: poolFor(folder),
      include: [`${folder}/src/**/*.test.ts`],
      exclude: ["**/node_modules/**", "**/*.newest.test.ts"],
    },
  })),
);

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    // On two cores the default is one worker.
    maxWorkers: "100%",
    projects: [...projects, ...olderProjects],
    exclude: ["**/node_modules/**", "**/dist/**"],
    environment: "node",
    setupFiles: [`${import.meta.dirname}/scripts/vitest/console-guard.ts`],
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    // An unhandled rejection is a failure: nothing that Valet Key does in the background may escape.
    dangerouslyIgnoreUnhandledErrors: false,
    testTimeout: 20_000,
    // How long `expect.poll` may wait; it ends as soon as what it waits for is there.
    expect: { poll: { timeout: 15_000 } },
  },
});
