import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { findChromium } from "./find-chromium.ts";
import { launchBrowser } from "./launch-browser.ts";

test("Chromium shows a page of this machine, in fonts that have the letters", async () => {
  const server = createServer((_request, response) =>
    response.setHeader("content-type", "text/html").end(html),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await using browser = await launchBrowser();
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${port}/`);
  const [wide, narrow] = await Promise.all(
    [0, 1].map(async (index) => (await page.locator("span").nth(index).boundingBox())?.width ?? 0),
  );
  // Without a font every letter is the same box, or nothing.
  expect(wide).toBeGreaterThan(2 * (narrow ?? 0));
  expect(narrow).toBeGreaterThan(0);
  server.close();
});

test("a page gets nothing from beyond this machine", async () => {
  await using browser = await launchBrowser();
  const page = await browser.newPage();
  await expect(page.goto("http://example.com/")).rejects.toThrow("ERR_NAME_NOT_RESOLVED");
});

test("CHROMIUM_PATH comes first, if there is something there", () => {
  vi.stubEnv("CHROMIUM_PATH", process.execPath);
  expect(findChromium()).toBe(process.execPath);
  vi.stubEnv("CHROMIUM_PATH", "/nowhere/chromium");
  expect(findChromium()).not.toBe("/nowhere/chromium");
});

test("where there is a browser, the script installs nothing and prints its version", () => {
  const script = join(import.meta.dirname, "install.ts");
  const { status, stdout } = spawnSync(process.execPath, [script], { encoding: "utf8" });
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^\S+.* \d+\.\d+.*\n$/) });
});

const html = "<!doctype html><title>Letters</title><span>WWWWWW</span> <span>iiiiii</span>";
