import { resolve } from "node:path";

/** The root of the repository. */
export const root: string = resolve(import.meta.dirname, "../..");

/** What the checks write and may read again within one run; ignored by Git. */
const cacheFolder: string = resolve(root, ".cache");

/** The packed packages: made once by `pack`, read by `publint`, `attw` and `smoke`. */
export const tarballFolder: string = resolve(cacheFolder, "tarballs");

/** What Vitest's JSON reporter writes. */
export const vitestReport: string = resolve(cacheFolder, "vitest.json");
