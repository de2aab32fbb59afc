import { expect, test } from "vitest";
import { type App, openApp, shareApp } from "./open-app.ts";
import { openTab, type Tab } from "./open-page.ts";

const app = await shareApp();

const retry = ({ page }: Tab) => page.getByRole("button", { name: /^Try again/ });

/** Each case: what is wrong, what the page says, and how it is mended; then "Try again" brings the answer. */
const cases: [string, string, (app: App) => Promise<() => unknown>][] = [
  [
    "the token service is down",
    "The token service gives out no keys at the moment. Your message has not been sent. " +
      "Try again as soon as the service is back.",
    async ({ issuers }) => {
      await issuers.alice?.down();
      return async () => await issuers.alice?.up();
    },
  ],
  [
    "the token service refuses connections",
    "The token service gives out no keys at the moment.",
    async ({ issuers }) => {
      await issuers.alice?.down("refused");
      return async () => await issuers.alice?.up();
    },
  ],
  [
    "the provider is down",
    "The provider does not answer. Nothing is wrong with your key.",
    async ({ provider }) => {
      const fault = provider.fail({ status: 503, times: Number.POSITIVE_INFINITY });
      return () => fault.end();
    },
  ],
  [
    "the provider breaks off",
    "The provider broke off in the middle of its answer.",
    async ({ provider }) => {
      const fault = provider.cut({ afterChunks: 5, times: Number.POSITIVE_INFINITY });
      return () => fault.end();
    },
  ],
  [
    "the provider refuses every key",
    "The provider refused your key, and would not take another one.",
    async ({ provider }) => {
      const fault = provider.fail({ status: 401, times: Number.POSITIVE_INFINITY });
      return () => fault.end();
    },
  ],
];

test.each(cases)("when %s, the page says so, and what to do", async (_, text, breakIt) => {
  // The key that there is from the case before: found to be refused, so that another is needed.
  app.issuers.alice?.revoke();
  const mend = await breakIt(app);
  const tab = await app.signIn("Alice");
  await tab.ask("What is a valet key?");
  await expect.poll(() => tab.page.getByRole("main").getByRole("alert").textContent()).toContain(text);
  await mend();
  await retry(tab).click();
  await tab.answers.getByText("all that your browser ever gets to see of it").waitFor();
  await tab.idle();
  expect(await tab.page.getByText(text).count()).toBe(0);
  expect(await tab.questions.count()).toBe(1);
  expect(await tab.answers.count()).toBe(1);
  expect(tab.complaints).toEqual([]);
});

test("when there are too many requests, the page says for how long", async () => {
  app.provider.fail({ status: 429, retryAfter: 2 });
  const tab = await app.signIn("Alice");
  await tab.ask("Hello");
  await tab.page.getByText("The provider gets too many requests from this account.").waitFor();
  const button = retry(tab);
  expect(await button.textContent()).toMatch(/^Try again in [12] s$/);
  expect(await button.isDisabled()).toBe(true);
  // Playwright waits until it can be pressed.
  await button.click();
  await tab.answers.getByText("Hello!").waitFor();
  await tab.idle();
  expect(tab.complaints).toEqual([]);
});

test("when the app itself is gone, the page says so", async () => {
  await using other = await openApp();
  const tab = await other.signIn("Alice");
  await tab.key.getByText("live", { exact: true }).waitFor();
  const { process: server } = other.chat;
  server.kill("SIGTERM");
  // It does not wait for the feed of the panel, which never ends by itself.
  await expect.poll(() => server.exitCode).toBe(143);
  await tab.ask("Hello");
  await tab.page.getByText("The server cannot be reached. Check your connection, then try again.").waitFor();
  await tab.key.getByText("connecting").waitFor();
});

test("who was signed out has the message back after signing in again", async () => {
  const tab = await app.signIn("Alice");
  await tab.context.clearCookies();
  await tab.ask("An important question");
  await tab.page.getByText("You are signed out.").waitFor();
  expect(await tab.composer.inputValue()).toBe("An important question");
  await tab.page.getByRole("button", { name: "Sign in" }).click();
  await tab.page.getByRole("button", { name: "Continue as Alice" }).click();
  await expect.poll(() => tab.composer.inputValue()).toBe("An important question");
  expect(await tab.questions.count()).toBe(0);
});

test("a tab of somebody who has signed out does not speak for who signed in since", async () => {
  await using app = await openApp();
  const alice = await app.signIn("Alice");
  await alice.ask("Hello");
  await alice.idle();
  const bob = await openTab(alice, app.chat.url);
  await bob.page.getByRole("button", { name: "Sign out" }).click();
  await bob.page.getByRole("button", { name: "Continue as Bob" }).click();
  await bob.composer.waitFor();
  await alice.ask("A secret of Alice");
  await alice.page.getByText("Somebody else has signed in in another tab.").waitFor();
  await expect.poll(() => alice.key.getByText("connecting").count()).toBe(1);
  expect(app.provider.requests).toHaveLength(1);
  await bob.page.reload();
  expect(await bob.page.getByText("A secret of Alice").count()).toBe(0);
  expect(await bob.key.getByText("none yet").count()).toBe(1);
});

test("a second tab does not write into an answer that is under way", async () => {
  app.pace(25);
  const first = await app.signIn("Alice");
  await first.ask("Hello");
  await first.idle();
  const second = await openTab(first, app.chat.url);
  await second.answers.waitFor();
  await first.ask("What is a valet key?");
  await first.answers.last().getByText("A valet key is").waitFor();
  await second.ask("Show me the code");
  await second.page.getByText("An answer is still being written in another tab.").waitFor();
  expect(await second.composer.inputValue()).toBe("Show me the code");
  await second.page.getByRole("button", { name: "Reload" }).click();
  await second.answers.getByText("all that your browser ever gets to see of it").waitFor();
  await first.idle();
  expect(await first.answers.count()).toBe(2);
});

test("a message that is too long is not sent, here or by the server", async () => {
  const tab = await app.signIn("Alice");
  await tab.composer.fill("x".repeat(32_005));
  await tab.page.getByText("Too long by 5 characters.").waitFor();
  await tab.composer.press("Enter");
  expect(await tab.page.getByRole("button", { name: "Send" }).isDisabled()).toBe(true);
  await tab.composer.fill("x".repeat(32_000));
  await tab.composer.press("Enter");
  await tab.answers.waitFor();
  await tab.idle();
  expect(tab.complaints).toEqual([]);
  const address = `${app.chat.url}/api/chat?user=alice&chat=other`;
  const response = await tab.context.request.post(address, { data: { id: "m", text: "x".repeat(32_001) } });
  expect(`${response.status()} ${await response.text()}`).toBe('413 {"code":"too_long"}');
});

test("when the token service does not know the app, the page names the setting", async () => {
  await using strict = await openApp();
  strict.issuers.alice?.fail({ status: 401 });
  const refused = await strict.signIn("Alice");
  await refused.ask("Hello");
  await refused.page
    .getByText("The token service refused this app. Check the client id and the secret")
    .waitFor();
});

test("without accounts the environment's keys are used; without those the page says what is missing", async () => {
  const env = { CHAT_ACCOUNTS: undefined, OPENAI_API_KEY_BOB: "key-1" };
  await using open = await openApp({ env });
  open.provider.addKey("key-1");
  const [alice, bob] = await Promise.all([open.signIn("Alice"), open.signIn("Bob")]);
  await alice.ask("Hello");
  await alice.page.getByText("There is no key for the provider. Set OPENAI_API_KEY").waitFor();
  await bob.ask("Hello");
  await bob.answers.getByText("Hello!").waitFor();
  await bob.idle();
  await bob.key.getByText("It does not expire.").waitFor();
  expect(await bob.key.getByRole("button", { name: /Revoke/ }).count()).toBe(0);
  open.provider.rotate();
  await bob.ask("Hello again");
  await bob.page.getByText("The provider refused your key").waitFor();
  expect(open.provider.requests.map(({ key }) => key)).toEqual(["key-1", "key-1"]);
});
