import { spawn } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join, relative } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { build } from "esbuild";
import type { Report } from "../run-suite.ts";
import { startRelay } from "./relay.ts";

const here = import.meta.dirname;

/** As of this date it includes what there is of Node's modules. */
const compatibility = `compatibilityDate = "2026-11-01"`;

/** The suite and, as a worker of its own, the app that it calls; both reach the addresses of this machine. */
const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "suite", worker = (modules = [(name = "suite", esModule = embed "suite.js")], ${compatibility})),
    (name = "app", worker = (modules = [(name = "app", esModule = embed "app.js")], ${compatibility})),
    (name = "internet", network = (allow = ["private"])),
  ],
  sockets = [
    (name = "suite", address = "127.0.0.1:0", http = (), service = "suite"),
    (name = "app", address = "127.0.0.1:0", http = (), service = "app"),
  ],
);
`;

/** Bundles the suite and the app for workerd, starts it, and has the suite run. */
export async function runOnWorkerd(
  program: string,
  folder: string,
  files: readonly string[],
): Promise<Report> {
  rmSync(folder, { recursive: true, force: true });
  const imports = [...files, join(here, "requests.ts")].map(
    (file) => `${JSON.stringify(`/${relative(process.cwd(), file)}`)}: () => import(${JSON.stringify(file)})`,
  );
  // Vitest sets a timer when it is loaded, which workerd allows within a request only.
  const suite = `export default {
    async fetch(request) {
      const { handle } = await import("./suite.ts");
      return handle(request, { ${imports.join(",\n")} });
    }
  };`;
  await bundle(join(folder, "suite.js"), suite);
  await bundle(
    join(folder, "app.js"),
    `import { handle } from "./app.ts"; export default { fetch: handle };`,
  );
  writeFileSync(join(folder, "config.capnp"), config);

  const relay = await startRelay();
  const workerd = spawn(program, ["serve", join(folder, "config.capnp"), "--control-fd=3"], {
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  try {
    const ports: Record<string, number> = {};
    const failing = new Promise<never>((_, reject) => {
      workerd.on("error", reject);
      workerd.on("exit", (code, signal) => reject(new Error(`workerd ended with ${code ?? signal}.`)));
    });
    failing.catch(() => {});
    const listening = (async () => {
      for await (const line of createInterface(workerd.stdio[3] as Readable)) {
        const { socket, port } = JSON.parse(line) as { socket: string; port: number };
        ports[socket] = port;
        if (ports.suite && ports.app) return;
      }
      throw new Error("One of the workers did not start.");
    })();
    await Promise.race([listening, failing]);
    const query = new URLSearchParams({
      relay: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`,
      app: `http://127.0.0.1:${ports.app}`,
    });
    const response = await Promise.race([fetch(`http://127.0.0.1:${ports.suite}/?${query}`), failing]);
    if (!response.ok) throw new Error(`The suite did not run: ${response.status} ${await response.text()}`);
    return (await response.json()) as Report;
  } finally {
    workerd.kill();
    relay.closeAllConnections();
    relay.close();
  }
}

/** Into one module: workerd evaluates each further one at module scope, also when a request imports it. */
async function bundle(outfile: string, contents: string): Promise<void> {
  await build({
    stdin: { contents, resolveDir: here, loader: "ts" },
    outfile,
    bundle: true,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2024",
    conditions: ["@valetkey/source", "workerd", "worker"],
    alias: { "node:http": join(here, "relayed-http.ts") },
    external: ["node:*", "cloudflare:*"],
    logLevel: "warning",
  });
}
