import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "vitest";
import { shareApp } from "./open-app.ts";
import { openPage, type Tab } from "./open-page.ts";

const app = await shareApp();

/** What axe finds, by rule and place. Its script is not the app's: the policy is set aside for it alone. */
async function findings({ page }: Pick<Tab, "page">): Promise<string[]> {
  // Without frames there is nothing to collect in a page of its own, which is what costs time.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(
    ({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ html }) => html).join(" ")}`,
  );
}

const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

test.each([
  ["light", desktop],
  ["dark", desktop],
  ["light", phone],
  ["dark", phone],
] as const)("axe finds nothing, in any state of the page: %s, %o", async (colorScheme, viewport) => {
  const options = { colorScheme, viewport, bypassCSP: true };
  const visitor = await openPage(app.browser, app.chat.url, options);
  expect(await findings(visitor)).toEqual([]);
  await visitor.context.close();
  const welcomed = await app.signIn("Alice", options);
  expect(await findings(welcomed)).toEqual([]);

  await app.seed("alice", "How does this compare?", "Show me the code");
  const tab = await app.signIn("Alice", options);
  await tab.answers.locator(".hljs-keyword").first().waitFor();
  app.provider.fail({ status: 429, retryAfter: 60 });
  await tab.ask("Hello");
  await tab.page.getByText("too many requests").waitFor();
  await tab.questions.last().getByRole("button", { name: "Edit" }).click();
  expect(await findings(tab)).toEqual([]);
  if (viewport === desktop) return;
  await tab.page.getByRole("button", { name: /your key/ }).click();
  await tab.page.getByRole("dialog").getByText("expires in").waitFor();
  expect(await findings(tab)).toEqual([]);
});

test("everything can be done by keyboard, and is told to a screen reader", async () => {
  const { page, ask, idle, composer } = await app.signIn("Alice");
  const focused = () =>
    page.evaluate("document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent");
  await ask("Hello");
  await idle();
  expect(await focused()).toBe("Message");
  const status = page.getByRole("status").filter({ hasText: "The assistant wrote" });
  expect(await status.textContent()).toContain("I am the provider of");

  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("second line");
  expect(await composer.inputValue()).toBe("\nsecond line");
  await composer.fill("");

  // Back from the composer: the buttons of the answer, of the message, and the conversation that scrolls.
  const way: unknown[] = [];
  for (let i = 0; i < 5; i++) {
    await page.keyboard.press("Shift+Tab");
    way.push(await focused());
  }
  expect(way).toEqual(["Retry", "Copy", "Edit", "Copy", "Conversation"]);
  for (let i = 0; i < 2; i++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await focused()).toBe("Edit your message");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Edit" }).waitFor();
});

test("on a phone the key is in a sheet", async () => {
  const { page, ask, idle, key } = await app.signIn("Alice", {
    viewport: phone,
    hasTouch: true,
    isMobile: true,
  });
  await ask("Hello");
  await idle();
  expect(await key.count()).toBe(0);
  await page.getByRole("button", { name: /your key/ }).tap();
  const sheet = page.getByRole("dialog", { name: "Your key" });
  await sheet.getByRole("button", { name: "Revoke my key now" }).tap();
  await sheet.getByText("You revoked").waitFor();
  await sheet.getByRole("button", { name: "Close" }).tap();
  await sheet.waitFor({ state: "hidden" });
  await ask("Hello again");
  await idle();
  expect(app.provider.requests.map(({ status }) => status).slice(-3)).toEqual([200, 401, 200]);
  const width = await page.evaluate("document.documentElement.scrollWidth");
  expect(width).toBe(phone.width);
});
