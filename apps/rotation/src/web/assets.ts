import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";

/** A file that the page loads. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly text: string;
}

const browser = join(import.meta.dirname, "browser");

/** The page's script, bundled, its style and its icon. */
export async function readAssets(): Promise<Asset[]> {
  const [bundle, style, icon] = await Promise.all([
    build({
      entryPoints: [join(browser, "main.ts")],
      bundle: true,
      write: false,
      format: "esm",
      target: "es2022",
      logLevel: "warning",
    }),
    readFile(join(browser, "style.css"), "utf8"),
    readFile(join(browser, "icon.svg"), "utf8"),
  ]);
  return [
    { path: "/main.js", type: "text/javascript; charset=utf-8", text: bundle.outputFiles[0]?.text ?? "" },
    { path: "/style.css", type: "text/css; charset=utf-8", text: style },
    { path: "/icon.svg", type: "image/svg+xml", text: icon },
  ];
}
