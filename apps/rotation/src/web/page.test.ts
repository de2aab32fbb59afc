import { once } from "node:events";
import { request } from "node:http";
import { AxeBuilder } from "@axe-core/playwright";
import { startTokenIssuer } from "@valetkey/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenPage, openPage, type Row } from "../../test/open-page.ts";

/** Keys are JWTs; the issuer's client has a secret, too. */
const secret = /ey[\w-]{8}|test-secret|test-client/;

let opened: OpenPage;
beforeAll(async () => {
  opened = await openPage();
}, 60_000);
afterAll(() => opened?.[Symbol.asyncDispose]());

const isValet = ({ keys }: Row) => keys === "valet key";
const sides = (rows: readonly Row[]) => ({
  valet: rows.filter(isValet),
  keyFunction: rows.find(({ keys }) => keys === "asked for each call") as Row,
  cachedKey: rows.find(({ keys }) => keys === "cached until it expires") as Row,
});

/** Asks until it is so: the demo takes its numbers twice a second, and a machine may be busy. */
const soon = <T>(ask: () => T) => expect.poll(ask, { timeout: 25_000 });

const rowsNow = async () => sides(await opened.rows());

async function rowsWhen(holds: (now: ReturnType<typeof sides>) => boolean) {
  await soon(async () => holds(await rowsNow())).toBe(true);
  return await rowsNow();
}
const said = () => opened.page.locator("#said").textContent();
const button = (name: string) => opened.page.locator(`button[data-fault="${name}"]`);
const isGoingOn = (name: string) => button(name).getAttribute("aria-disabled");

/** What Valet Key promises of every fault that can be survived: its clients went on, and lost nothing. */
async function expectUnharmed(before: readonly Row[]): Promise<void> {
  const { valet } = await rowsWhen(({ valet }) =>
    valet.every(({ calls }, index) => calls > (before[index]?.calls ?? 0) + 5),
  );
  expect(valet.map(({ failures, reason }) => [failures, reason])).toEqual(valet.map(() => [0, ""]));
}

describe("the page", { timeout: 60_000 }, () => {
  test("moves, while the plain clients fail and those with Valet Key don't", async () => {
    await opened.page.locator("#surprises").uncheck();
    const bars = opened.page.locator('tr[data-client="0"] svg[data-chart="calls"] .answered');
    const before = await bars.getAttribute("d");
    await rowsWhen(
      ({ valet, keyFunction }) => valet.every(({ calls }) => calls > 0) && keyFunction.failures > 0,
    );
    await soon(() => bars.getAttribute("d")).not.toBe(before);
    await expectUnharmed((await rowsNow()).valet);
  });

  test("revokes the keys, by keyboard", async () => {
    await soon(() => isGoingOn("revoke")).toBe("false"); // a surprise may have come first
    const before = await rowsNow();
    await button("revoke").press("Enter");
    await soon(said).toMatch(/^Revoked by surprise: the keys of .* clients\.$/);
    await rowsWhen(({ valet, cachedKey }) => {
      const all = valet.every(({ recovered }, index) => recovered > (before.valet[index]?.recovered ?? 0));
      return all && cachedKey.failures > before.cachedKey.failures + 5;
    });
    await expectUnharmed(before.valet);
  });

  test("expires the keys, which all that keep one notice by themselves", async () => {
    await soon(() => isGoingOn("revoke")).toBe("false");
    const before = await rowsNow();
    await button("expire").click();
    await soon(said).toBe("Expired: the keys of all 8 clients.");
    const after = await rowsWhen(({ valet, cachedKey }) => {
      const all = valet.every(({ exchanges }, index) => exchanges > (before.valet[index]?.exchanges ?? 0));
      return all && cachedKey.exchanges > before.cachedKey.exchanges;
    });
    for (const [index, { calls, exchanges }] of after.valet.entries()) {
      expect(exchanges).toBe((before.valet[index]?.exchanges ?? 0) + 1);
      // By itself a key is renewed after half of its life, which is more than a hundred calls away.
      expect(calls - (before.valet[index]?.calls ?? 0)).toBeLessThan(60);
    }
    await expectUnharmed(before.valet);
  });

  test("takes the issuer down, which those who hold a key do not notice", async () => {
    await soon(() => isGoingOn("expire")).toBe("false");
    const before = await rowsNow();
    await button("down").click();
    await soon(said).toBe("The issuer is down for 5 s.");
    await soon(() => isGoingOn("down")).toBe("true");
    await button("down").press("Enter"); // does nothing, and loses no focus
    await expectUnharmed(before.valet);
    await rowsWhen(({ keyFunction }) => keyFunction.failures > before.keyFunction.failures + 5);
    await soon(() => isGoingOn("down")).toBe("false");
    expect(await opened.page.locator("#happenings li").first().textContent()).toContain(
      "The issuer is up again.",
    );
  });

  test("slows the issuer down, so that a revoked key takes a while to replace", async () => {
    const before = await rowsNow();
    await button("slow").click();
    await soon(said).toBe("The issuer is slow for 10 s.");
    await button("revoke").click();
    await rowsWhen(({ valet }) =>
      valet.every(({ recovered }, index) => recovered > (before.valet[index]?.recovered ?? 0)),
    );
    await expectUnharmed(before.valet);
    await soon(() => isGoingOn("slow")).toBe("false");
  });

  test("is shown again as it was", async () => {
    const before = await rowsNow();
    await opened.page.reload();
    await rowsWhen(({ valet }) =>
      valet.every(({ calls }, index) => calls >= (before.valet[index]?.calls ?? 0)),
    );
    expect(await opened.page.locator("#surprises").isChecked()).toBe(false);
    expect(await opened.page.locator("#happenings li").count()).toBeGreaterThan(1);
  });

  test("holds its charts for whoever wants to look", async () => {
    await opened.page.locator("#paused").check();
    const bars = opened.page.locator('tr[data-client="0"] svg[data-chart="calls"] .answered');
    const before = await bars.getAttribute("d");
    const { total } = await opened.page.evaluate(nextEvents);
    expect(total).toBe(3);
    expect(await bars.getAttribute("d")).toBe(before);
    await opened.page.locator("#paused").uncheck();
    await soon(() => bars.getAttribute("d")).not.toBe(before);
  });

  test.each([
    ["light", 1280],
    ["dark", 390],
  ] as const)("is for everybody: %s, %d wide", async (colorScheme, width) => {
    const { page } = opened;
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });

  test.each([1280, 390, 320])("fits a screen %d wide, whatever an error says", async (width) => {
    await opened.page.setViewportSize({ width, height: 800 });
    const fits = `document.querySelector("[data-reason]").textContent = "x".repeat(300);
      document.documentElement.scrollWidth <= innerWidth`;
    expect(await opened.page.evaluate(fits)).toBe(true);
  });

  test("nobody complained, and no key was in anything that it received or printed", async () => {
    const events = await readEvents(`${opened.web.url}/events`);
    expect(events).toContain('"exchanges":');
    await using issuer = await startTokenIssuer();
    expect((await issuer.exchange()).value).toMatch(secret); // what is searched for is what there is
    expect(opened.received.length).toBeGreaterThan(8);
    for (const text of [events, opened.web.printed, ...opened.received]) expect(text).not.toMatch(secret);
    expect(opened.complaints).toEqual([]);
  });

  test.each([
    ["another name of this machine", { host: "demo.example" }],
    ["a page of another site", { origin: "https://demo.example" }],
  ])("answers nothing to %s", async (_who, headers) => {
    for (const [method, path] of [
      ["GET", "/"],
      ["GET", "/events"],
      ["POST", "/faults/down"],
    ] as const) {
      const sent = request(new URL(path, opened.web.url), { method, headers }).end();
      const [{ statusCode }] = await once(sent, "response");
      sent.destroy();
      expect(statusCode).toBe(403);
    }
    expect(await isGoingOn("down")).toBe("false");
  });

  test("says so when the demo has ended", async () => {
    expect(await opened.web.interrupt()).toBe(130);
    await soon(() => opened.page.locator("#connection").textContent()).toContain("does not answer");
    await button("revoke").click();
    await soon(said).toBe("The demo does not answer.");
  });
});

/** Runs in the page: waits for three of its events. */
async function nextEvents(): Promise<{ total: number }> {
  const source = new EventSource("/events");
  let total = 0;
  await new Promise<void>((resolve) => {
    source.onmessage = () => ++total === 3 && resolve();
  });
  source.close();
  return { total };
}

/** The first of the events, which has all of the last minute in it. */
async function readEvents(url: string): Promise<string> {
  const response = await fetch(url);
  let text = "";
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (text.includes("\n\n")) break;
  }
  return text;
}
