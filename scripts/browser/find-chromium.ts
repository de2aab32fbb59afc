import { existsSync } from "node:fs";

/** Where Debian and Ubuntu put it, then the browsers that run the same. */
const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** What to run as root where there is none. */
export const installCommand = "apt-get install --no-install-recommends chromium fonts-liberation";

/** Chromium on this machine: `CHROMIUM_PATH`, else the system's; undefined if there is none. */
export function findChromium(): string | undefined {
  return [process.env.CHROMIUM_PATH, ...places].find((path) => path !== undefined && existsSync(path));
}

export const missing =
  "Chromium is not on this machine. As root: " +
  `${installCommand}\nOr set CHROMIUM_PATH to the browser that there is: Chromium, Chrome or Edge.`;
