import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** What `wrangler dev` would do: the worker in one module, its bindings, and an address on this machine. */
const config = (bindings: readonly string[]) => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "worker", worker = (
      modules = [(name = "worker", esModule = embed "worker.js")],
      bindings = [${bindings.map((name) => `(name = "${name}", fromEnvironment = "${name}")`)}],
      compatibilityDate = "2026-11-01",
    )),
    (name = "internet", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "worker")],
);
`;

/** A worker on workerd, the runtime of Cloudflare's edge. */
export interface RunningWorker extends AsyncDisposable {
  readonly address: string;
}

export async function startWorker(bindings: Readonly<Record<string, string>>): Promise<RunningWorker> {
  const folder = await mkdtemp(join(tmpdir(), "edge-worker-"));
  await writeFile(join(folder, "config.capnp"), config(Object.keys(bindings)));
  await build({
    entryPoints: [fileURLToPath(import.meta.resolve("./worker.ts"))],
    outfile: join(folder, "worker.js"),
    bundle: true,
    format: "esm",
    target: "es2024",
    conditions: ["@valetkey/source", "workerd", "worker"],
    external: ["node:*", "cloudflare:*"],
    logLevel: "warning",
  });
  const program = fileURLToPath(import.meta.resolve("workerd/bin/workerd"));
  const child = spawn(program, ["serve", join(folder, "config.capnp"), "--control-fd=3"], {
    env: bindings,
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  const ended = once(child, "exit");
  const failed = ended.then(([code]) => Promise.reject(new Error(`workerd ended with ${code}`)));
  const [line] = await Promise.race([once(child.stdio[3] as Readable, "data"), failed]);
  return {
    address: `http://127.0.0.1:${JSON.parse(line).port}`,
    async [Symbol.asyncDispose]() {
      child.kill();
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}
