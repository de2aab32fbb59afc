import { existsSync, readdirSync } from "node:fs";
import { defineConfig } from "vitest/config";

// Workspace packages are resolved to their TypeScript source, so that no test waits for a build.
const conditions = ["source"];

/** One vitest project per folder with a package.json: `vitest --project core` runs that package alone. */
const projects = [...foldersOf("packages"), ...foldersOf("apps"), "benchmarks", "scripts"].map((folder) => ({
  extends: true as const,
  test: { name: folder.replace("packages/", ""), include: [`${folder}/**/*.test.ts`] },
}));

function foldersOf(parent: string): string[] {
  return readdirSync(parent)
    .map((name) => `${parent}/${name}`)
    .filter((folder) => existsSync(`${folder}/package.json`));
}

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    projects,
    exclude: ["**/node_modules/**", "**/dist/**"],
    environment: "node",
    setupFiles: [`${import.meta.dirname}/scripts/vitest/console-guard.ts`],
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    // An unhandled rejection is a failure: nothing that Valet Key does in the background may escape.
    dangerouslyIgnoreUnhandledErrors: false,
    testTimeout: 20_000,
  },
});
