import { type Browser, launchBrowser } from "browser";
import { type RunningWeb, startWeb } from "./start-web.ts";

/** What a row of the page's table says. */
export interface Row {
  readonly keys: string;
  readonly calls: number;
  readonly exchanges: number;
  readonly recovered: number;
  readonly failures: number;
  /** Why most of its failed calls failed. */
  readonly reason: string;
}

type Page = Awaited<ReturnType<Browser["newPage"]>>;

/** The demo's page in Chromium, and all that could be wrong with it. */
export interface OpenPage extends AsyncDisposable {
  readonly web: RunningWeb;
  readonly page: Page;
  /** What the browser complained of: errors, refused policies, files that are not there. */
  readonly complaints: readonly string[];
  /** Everything that the page was sent, but for its events. */
  readonly received: readonly string[];
  rows(): Promise<Row[]>;
}

export async function openPage(): Promise<OpenPage> {
  await using opened = new AsyncDisposableStack();
  const web = opened.use(await startWeb());
  const browser = opened.use(await launchBrowser());
  const context = await browser.newContext(); // axe opens a page of its own in it
  const page = await context.newPage();
  const complaints: string[] = [];
  const received: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("response", async (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
    const body = response.url().endsWith("/events") ? "" : await response.text().catch(() => "");
    received.push(JSON.stringify(response.headers()) + body);
  });
  await page.goto(web.url);
  const closing = opened.move();
  return {
    web,
    page,
    complaints,
    received,
    rows: () => page.locator("tr[data-client]").evaluateAll(readRows),
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

/** Runs in the page. */
function readRows(rows: unknown[]): Row[] {
  type Found = { dataset: Record<string, string>; querySelector(selector: string): { textContent: string } };
  return (rows as Found[]).map((row) => {
    const count = (name: string) =>
      Number(row.querySelector(`[data-count="${name}"]`).textContent.replaceAll(",", ""));
    return {
      keys: row.dataset.keys ?? "",
      calls: count("calls"),
      exchanges: count("exchanges"),
      recovered: count("recovered"),
      failures: count("failures"),
      reason: row.querySelector("[data-reason]").textContent,
    };
  });
}
