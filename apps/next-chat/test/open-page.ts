import type { Browser } from "browser";

type Context = Awaited<ReturnType<Browser["newContext"]>>;
type Page = Awaited<ReturnType<Context["newPage"]>>;
type Locator = ReturnType<Page["locator"]>;

/** A page, the parts of it that tests look at, and everything that went wrong in it or came over the wire. */
export interface Tab {
  readonly context: Context;
  readonly page: Page;
  readonly composer: Locator;
  /** The messages, oldest first. */
  readonly questions: Locator;
  readonly answers: Locator;
  /** The column with the key. */
  readonly key: Locator;
  readonly timeline: Locator;
  /** Errors and warnings of the console, and exceptions. A refused request is one, which some tests expect. */
  readonly complaints: string[];
  /** Addresses and texts of all responses; those under way are waited for. */
  received(): Promise<string[]>;
  ask(text: string): Promise<void>;
  /** Waits until no answer is being written. */
  idle(): Promise<void>;
}

/** Opens the app in a browser context of its own: other cookies, another history. */
export async function openPage(
  browser: Browser,
  url: string,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<Tab> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  const tab = watch(context, page);
  await page.goto(url);
  return tab;
}

/** A further tab of the same browser. */
export async function openTab({ context }: Tab, url: string): Promise<Tab> {
  const tab = watch(context, await context.newPage());
  await tab.page.goto(url);
  return tab;
}

function watch(context: Context, page: Page): Tab {
  const complaints: string[] = [];
  const responses: Promise<string>[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("response", (response) => {
    // The feed of the key never ends, and a page that is left drops what it was loading.
    const isFeed = response.url().includes("/api/key?");
    const text = isFeed ? Promise.resolve("") : response.text().catch(() => "");
    responses.push(text.then((body) => `${response.url()} ${JSON.stringify(response.headers())} ${body}`));
  });
  const composer = page.getByRole("textbox", { name: "Message" });
  return {
    context,
    page,
    composer,
    questions: page.getByRole("article", { name: "You" }),
    answers: page.getByRole("article", { name: "Assistant" }),
    key: page.getByRole("complementary", { name: "Your key" }),
    timeline: page.getByRole("complementary", { name: "Your key" }).getByRole("listitem"),
    complaints,
    received: () => Promise.all(responses),
    async ask(text) {
      await composer.fill(text);
      await composer.press("Enter");
    },
    async idle() {
      await page.getByRole("button", { name: "Send" }).waitFor();
    },
  };
}
