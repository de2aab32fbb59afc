import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import { title } from "../scenario.ts";
import { createApp } from "./app.ts";
import { readAssets } from "./assets.ts";
import { startLiveRun } from "./live-run.ts";

/** The demo as a page, on a free port of this machine, until Ctrl-C. Answers the exit code. */
export async function serveDemo(stop: AbortSignal): Promise<number> {
  const assets = await readAssets();
  await using run = await startLiveRun(stop);
  const server = createAdaptorServer({ fetch: createApp(run, assets).fetch });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  console.log(`${title}: http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  console.log("Ctrl-C ends it.");
  try {
    await run.over;
  } finally {
    server.close();
    if ("closeAllConnections" in server) server.closeAllConnections();
  }
  return 130;
}
