import { expect, test } from "vitest";
import { answer } from "../demo/answers.ts";
import { openApp, shareApp } from "./open-app.ts";

const app = await shareApp();

const about = (last: string) => answer({ last, text: last });
const firstWords = "A valet key is the one you hand";

test("streams an answer as Markdown, copies it, and has it again after a reload", async () => {
  const { page, answers, questions, ask, idle, complaints } = await app.signIn("Alice");
  await ask("Show me the code");
  await answers.first().and(page.locator("[aria-busy=true]")).waitFor();
  await idle();
  const code = answers.locator("pre").first();
  expect(await code.textContent()).toContain("const key = scoped(");
  await code.locator(".hljs-keyword").first().waitFor();
  expect(await answers.locator("strong").textContent()).toBe("no key");

  const copied = () => page.evaluate("navigator.clipboard.readText()");
  await answers.getByRole("button", { name: "Copy", exact: true }).click();
  await expect.poll(copied).toBe(about("Show me the code"));
  await answers.getByRole("button", { name: "Copy code" }).first().click();
  await expect.poll(copied).toBe(await code.textContent());

  await page.reload();
  expect(await questions.count()).toBe(1);
  expect(await answers.locator("pre").first().textContent()).toContain("const key = scoped(");
  expect(complaints).toEqual([]);
});

test("an answer goes on over a reload, and is there once", async () => {
  app.pace(20);
  const { page, answers, ask, idle, complaints } = await app.signIn("Alice");
  await ask("What is a valet key?");
  await answers.getByText(firstWords).waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Stop" }).waitFor();
  await answers.getByText(firstWords).waitFor();
  await idle();
  expect(await answers.count()).toBe(1);
  await page.reload();
  expect(await answers.getByText("all that your browser ever gets to see of it").count()).toBe(1);
  expect(app.provider.requests).toHaveLength(1);
  expect(complaints).toEqual([]);
});

test("stops at the reader's word, at the provider too, and keeps what is there", async () => {
  app.pace(50);
  const { page, answers, ask, idle, composer, complaints } = await app.signIn("Alice");
  await ask("What is a valet key?");
  await answers.getByText(firstWords).waitFor();
  await composer.press("Escape");
  await idle();
  await answers.getByText("Stopped before its end.").waitFor();
  await expect.poll(() => app.provider.requests[0]?.outcome).toBe("aborted");
  await page.reload();
  await answers.getByText(firstWords).waitFor();
  await answers.getByText("Stopped before its end.").waitFor();
  // The conversation goes on after it.
  await ask("Hello");
  await idle();
  expect(await answers.count()).toBe(2);
  expect(complaints).toEqual([]);
});

test("stops while the key is still being asked for: nothing is sent", async () => {
  await using app = await openApp();
  const { page, ask, idle, complaints } = await app.signIn("Alice");
  app.issuers.alice?.slow({ delay: 1e6, times: 1 });
  await ask("What is a valet key?");
  await expect.poll(() => app.issuers.alice?.exchanges).toBe(1);
  await page.getByRole("button", { name: "Stop" }).click();
  await idle();
  await page.getByText("This message has no answer.").waitFor();
  expect(app.provider.requests).toHaveLength(0);
  expect(complaints).toEqual([]);
});

test("retries an answer, and edits a message: what came after it goes", async () => {
  const { page, answers, questions, ask, idle, complaints } = await app.signIn("Alice");
  await ask("What is a valet key?");
  await idle();
  await ask("Hello");
  await idle();
  await answers.first().getByRole("button", { name: "Retry" }).click();
  await expect.poll(() => app.provider.requests.length).toBe(3);
  await idle();
  expect(await questions.count()).toBe(1);
  expect(await answers.count()).toBe(1);

  await questions.getByRole("button", { name: "Edit" }).click();
  const edit = page.getByRole("textbox", { name: "Edit your message" });
  await edit.fill("Show me the code");
  await edit.press("Enter");
  await answers.locator("pre").first().waitFor();
  await idle();
  await page.reload();
  expect(await questions.getByText("Show me the code").count()).toBe(1);
  expect(await answers.count()).toBe(1);
  const sent = app.provider.requests.at(-1)?.json as { messages: { content: string }[] };
  expect(sent.messages.map(({ content }) => content)).toEqual(["Show me the code"]);
  expect(complaints).toEqual([]);
});

test("begins with a question to choose, and anew when asked: the old conversation is gone", async () => {
  const { page, answers, key, timeline, idle, complaints } = await app.signIn("Alice");
  await page.getByRole("button", { name: "What is a valet key?" }).click();
  await answers.getByText("all that your browser ever gets to see of it").waitFor();
  await idle();
  app.issuers.alice?.revoke();
  await answers.getByRole("button", { name: "Retry" }).click();
  await timeline.getByText("Message sent again").waitFor();
  await idle();
  await page.getByRole("button", { name: "New chat" }).click();
  await page.getByRole("heading", { name: "Hello, Alice." }).waitFor();
  await key.getByText("Nothing has happened yet.").waitFor();
  expect(await key.getByTestId("recovered").textContent()).toBe("0");
  await page.reload();
  await page.getByRole("heading", { name: "Hello, Alice." }).waitFor();
  expect(complaints).toEqual([]);
});

test("follows the newest words, unless the reader scrolls back", async () => {
  app.pace(15);
  const size = { viewport: { width: 900, height: 420 } };
  const { page, answers, ask, idle } = await app.signIn("Alice", size);
  const latest = page.getByRole("button", { name: "Latest" });
  await ask("What happens when my key is revoked?");
  await answers.getByText("The provider says").waitFor();
  expect(await latest.count()).toBe(0);
  await page.getByRole("region", { name: "Conversation" }).hover();
  await page.mouse.wheel(0, -2_000);
  await latest.waitFor();
  await idle();
  // The reader is still at the top.
  expect(await page.evaluate("document.querySelector('main section').scrollTop")).toBe(0);
  await latest.click();
  await latest.waitFor({ state: "detached" });
});

test("what is written in an answer stays text: no HTML, no scripts, nothing loaded from elsewhere", async () => {
  const hostile = [
    "<img src=x onerror=alert(1)> <script>alert(2)</script>",
    "[link](javascript:alert(3)) [good](https://example.com/)",
    "![picture](https://example.com/track.png)",
  ].join("\n\n");
  const tab = await app.signIn("Alice");
  // Messages are the reader's own words, and are shown as they are; a history may hold anything.
  await tab.ask(hostile);
  await tab.idle();
  expect(await tab.questions.locator("img, script, a").count()).toBe(0);
  await tab.page.route("**/api/chat?*", async (route) => {
    const chunks = [
      { type: "start", messageId: "m" },
      { type: "text-start", id: "t" },
      { type: "text-delta", id: "t", delta: hostile },
      { type: "text-end", id: "t" },
      { type: "finish" },
    ];
    const body = chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join("");
    await route.fulfill({ contentType: "text/event-stream", body });
  });
  await tab.ask("Hello");
  const answer = tab.answers.last();
  await answer.getByText("<img src=x").waitFor();
  expect(await answer.locator("img, script").count()).toBe(0);
  const links = await answer.getByRole("link").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  expect(links).toEqual(["https://example.com/", "https://example.com/track.png"]);
  expect(tab.complaints).toEqual([]);
});
