import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openApp, sessionSecret } from "./open-app.ts";
import type { Tab } from "./open-page.ts";

const revoked = "What happens when my key is revoked?";

test("a key that is revoked while its answer streams: that one arrives, and the next", async () => {
  await using app = await openApp({ chunkDelay: 25 });
  const { page, key, timeline, answers, ask, idle, complaints } = await app.signIn("Alice");
  await ask(revoked);
  await answers.getByText("Nothing that you would notice").waitFor();
  await key.getByRole("button", { name: "Revoke my key now" }).click();
  await timeline.getByText("You revoked").waitFor();
  expect(app.provider.requests[0]?.outcome).toBe("pending");
  const first = app.provider.requests[0]?.key ?? "";
  expect(await app.issuers.alice?.accepts(first)).toBe(false);
  await idle();
  await answers.getByText("so that no message ever waits for it").waitFor();

  await ask("Show me the code");
  await idle();
  await answers.getByText("no call site has to know").waitFor();
  expect(app.provider.requests.map(({ status }) => status)).toEqual([200, 401, 200]);
  await expect.poll(() => key.getByTestId("recovered").textContent()).toBe("1");
  expect(await key.getByTestId("exchanges").textContent()).toBe("2");
  expect((await timeline.allTextContents()).map((line) => line.split(/[:\d]/)[0]?.trim())).toEqual([
    "Message sent again with the new key",
    "Renewed after the refusal",
    expect.stringContaining("The provider refused"),
    expect.stringContaining("You revoked"),
    "First key",
  ]);
  expect(await page.getByRole("main").getByRole("alert").count()).toBe(0);
  expect(complaints).toEqual([]);
});

test("counts down to the key's end, and begins again with the next", async () => {
  await using app = await openApp({ lifetime: 2 });
  const { key, ask, idle } = await app.signIn("Alice");
  await ask("Hello");
  await idle();
  await key.getByText("expired: the next message brings another").waitFor();
  await ask("Hello again");
  await idle();
  await key.getByTestId("countdown").waitFor();
  expect(await key.getByTestId("exchanges").textContent()).toBe("2");
});

test("two users at once: each has an own key, an own history and an own panel", async () => {
  await using app = await openApp({ chunkDelay: 15 });
  const [alice, bob] = await Promise.all([app.signIn("Alice"), app.signIn("Bob")]);
  await Promise.all([alice.ask(revoked), bob.ask("Show me the code")]);
  await alice.answers.getByText("Nothing that you would notice").waitFor();
  await alice.key.getByRole("button", { name: "Revoke my key now" }).click();
  await alice.timeline.getByText("You revoked").waitFor();
  await Promise.all([alice.idle(), bob.idle()]);
  await Promise.all([alice.ask("Hello from Alice"), bob.ask("Hello from Bob")]);
  await Promise.all([alice.idle(), bob.idle()]);
  await alice.timeline.getByText("Message sent again").waitFor();
  expect(await bob.timeline.allTextContents()).toEqual([expect.stringContaining("First key")]);
  expect(await bob.key.getByTestId("recovered").textContent()).toBe("0");
  expect(await bob.page.getByText("Hello from Alice").count()).toBe(0);

  const tenantOf: Record<string, string> = {};
  for (const [user, { clientId }] of Object.entries(app.issuers)) tenantOf[clientId] = user;
  for (const { key, text } of app.provider.requests) {
    const [, payload = ""] = (key ?? "").split(".");
    const { sub } = JSON.parse(Buffer.from(payload, "base64url").toString());
    expect(tenantOf[sub]).toBe(/Alice|revoked/.test(text) ? "alice" : "bob");
  }

  // Whatever a browser was sent, and whatever it could be sent: no key, and no secret by which to get one.
  const needles = [
    ...app.provider.requests.map(({ key }) => key ?? "no key"),
    ...Object.values(app.issuers).flatMap(({ clientId, clientSecret }) => [clientId, clientSecret]),
    sessionSecret,
  ];
  const bundle = join(import.meta.dirname, "../.next/static");
  const files = (await readdir(bundle, { recursive: true, withFileTypes: true })).filter((file) =>
    file.isFile(),
  );
  const built = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), "utf8")));
  const feeds = await Promise.all([alice, bob].map(firstOfFeed));
  for (const feed of feeds) expect(feed).toContain('"fingerprint"');
  const seen = [
    ...(await alice.received()),
    ...(await bob.received()),
    ...feeds,
    ...built,
    app.chat.output(),
  ];
  expect(seen.length).toBeGreaterThan(30);
  for (const needle of needles) expect(seen.filter((text) => text.includes(needle))).toEqual([]);
  expect([...alice.complaints, ...bob.complaints]).toEqual([]);
});

test("the session's cookie is out of the reach of scripts, and the policy lets in none but the app's", async () => {
  await using app = await openApp();
  const { page, context } = await app.signIn("Alice");
  expect(await context.cookies()).toMatchObject([{ httpOnly: true, sameSite: "Lax" }]);
  expect(await page.evaluate("document.cookie")).toBe("");
  const policies = await Promise.all([1, 2].map(async () => (await fetch(app.chat.url)).headers));
  const [policy, other] = policies.map((headers) => headers.get("content-security-policy") ?? "");
  expect(policy).toMatch(
    /default-src 'none'; script-src 'nonce-[^']+' 'strict-dynamic'; style-src 'self' 'nonce-/,
  );
  expect(policy).not.toMatch(/unsafe|https?:|\*/);
  expect(policy).not.toBe(other);
  const page404 = await page.goto(`${app.chat.url}/nowhere`);
  expect(page404?.status()).toBe(404);
  await page.getByRole("link", { name: "Go to the chat" }).click();
  await page.getByRole("textbox", { name: "Message" }).waitFor();
});

/** What the panel is told, which holds all that it was told before. The feed itself never ends. */
async function firstOfFeed({ context, page }: Tab): Promise<string> {
  const [cookie] = await context.cookies();
  const user = await page
    .getByRole("banner")
    .getByText(/^(Alice|Bob)$/)
    .textContent();
  const address = new URL(`/api/key?user=${user?.toLowerCase()}&chat=any`, page.url());
  const { body } = await fetch(address, { headers: { cookie: `${cookie?.name}=${cookie?.value}` } });
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return first?.value ?? "";
}
