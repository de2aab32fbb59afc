import { type Browser, chromium } from "playwright-core";
import { findChromium, missing } from "./find-chromium.ts";

export type { Browser };

const options = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A page that asks for anything beyond this machine gets nothing, here as on a train.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

/**
 * Starts a headless Chromium with an empty profile, for pages on this machine. `await using`, or `close()`.
 *
 * @throws Error if there is no Chromium; it says how to install one.
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(missing);
  // Its sandbox needs rights that containers do not have; the pages are our own.
  return await chromium.launch({ executablePath, args: options, chromiumSandbox: false });
}
