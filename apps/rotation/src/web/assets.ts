import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** A file that the page loads. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

/** The page's script, bundled, its style and its icon. */
export async function readAssets(): Promise<Asset[]> {
  const [bundle, style, icon] = await Promise.all([
    build({
      entryPoints: [fileURLToPath(import.meta.resolve("./browser/main.ts"))],
      bundle: true,
      write: false,
      format: "esm",
      target: "es2022",
      logLevel: "warning",
    }),
    readFile(new URL("browser/style.css", import.meta.url), "utf8"),
    readFile(new URL("browser/icon.svg", import.meta.url), "utf8"),
  ]);
  return [
    { path: "/main.js", type: "text/javascript; charset=utf-8", text: bundle.outputFiles[0]?.text ?? "" },
    { path: "/style.css", type: "text/css; charset=utf-8", text: style },
    { path: "/icon.svg", type: "image/svg+xml", text: icon },
  ];
}
