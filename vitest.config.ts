import { globSync } from "node:fs";
import { dirname } from "node:path";
import { defineConfig } from "vitest/config";

// Workspace packages are resolved to their TypeScript source, so that no test waits for a build.
const conditions = ["source"];

/** One project per package and app: `vitest --project core` runs that package alone. */
const folders = globSync("{packages,apps}/*/package.json").map(dirname).sort();
const projects = [...folders, "benchmarks", "scripts"].map((folder) => ({
  extends: true as const,
  test: { name: folder.replace("packages/", ""), include: [`${folder}/**/*.test.ts`] },
}));

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
