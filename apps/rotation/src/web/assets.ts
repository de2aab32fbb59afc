import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** A file that the page loads. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

const types: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

/** The page's script and its style, each in one piece, and its icon. */
export async function readAssets(): Promise<Asset[]> {
  const [{ outputFiles }, icon] = await Promise.all([
    build({
      entryPoints: {
        main: fileURLToPath(import.meta.resolve("./browser/main.ts")),
        style: fileURLToPath(import.meta.resolve("./browser/style.css")),
      },
      outdir: "/",
      bundle: true,
      write: false,
      format: "esm",
      logLevel: "warning",
    }),
    readFile(new URL("browser/icon.svg", import.meta.url), "utf8"),
  ]);
  const bundled = outputFiles.map(({ path, text }) => ({
    path: `/${basename(path)}`,
    type: types[extname(path)] ?? "",
    text,
  }));
  return [...bundled, { path: "/icon.svg", type: "image/svg+xml", text: icon }];
}
