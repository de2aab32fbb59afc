import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, launchBrowser } from "browser";
import { afterAll, beforeEach, vi } from "vitest";
import { answer } from "../demo/answers.ts";
import { type Chat, startChat } from "../demo/start-chat.ts";
import { startUpstream, type Upstream, type UpstreamOptions } from "../demo/start-upstream.ts";
import { openPage, type Tab } from "./open-page.ts";

// Pages, a server and a browser on two cores that others use as well. Nothing here waits for a time to pass.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

export const sessionSecret = "test-session-secret-of-32-characters-or-more";

/** The app with its provider and its issuers, and a browser in front of it. */
export interface App extends Upstream {
  readonly chat: Chat;
  readonly browser: Browser;
  /** ms between two words of an answer, from now on. */
  pace(chunkDelay: number): void;
  /** Somebody signed in, in a browser of their own. */
  signIn(name: string, options?: Parameters<typeof openPage>[2]): Promise<Tab>;
  /** Gives somebody a conversation: what the user asks, in turn with what the provider answers. */
  seed(userId: string, ...questions: string[]): Promise<void>;
  /** Closes the pages, and forgets conversations, requests and the provider's faults. Keys stay. */
  reset(): Promise<void>;
}

let launched: Promise<Browser> | undefined;

afterAll(async () => await (await launched)?.close());

/** One app for the tests of a file that do not care which keys there are already; each begins with no messages. */
export async function shareApp(): Promise<App> {
  const app = await openApp();
  beforeEach(app.reset);
  afterAll(() => app[Symbol.asyncDispose]());
  return app;
}

/** Starts everything on free ports, without a message and without a key; `env` goes over what the upstream sets. */
export async function openApp(
  options: UpstreamOptions & { env?: Record<string, string | undefined> } = {},
): Promise<App> {
  const { env, chunkDelay = 5, ...rest } = options;
  const data = await mkdtemp(join(tmpdir(), "next-chat-"));
  launched ??= launchBrowser();
  const browser = await launched;
  const upstream = await startUpstream({ delay: 0, chunkDelay, lifetime: 3600, ...rest });
  const chat = await startChat({ SESSION_SECRET: sessionSecret, CHAT_DATA: data, ...upstream.env, ...env });
  const { provider } = upstream;
  const contexts = new Set<Tab["context"]>();
  const closePages = async () => {
    await Promise.all([...contexts].map((context) => context.close()));
    contexts.clear();
  };
  const app: App = {
    ...upstream,
    chat,
    browser,
    pace(delay) {
      provider.reset();
      provider.slow({ chunkDelay: delay });
    },
    async signIn(name, pageOptions) {
      const tab = await openPage(browser, chat.url, pageOptions);
      contexts.add(tab.context);
      await tab.page.getByRole("button", { name: `Continue as ${name}` }).click();
      await tab.composer.waitFor();
      return tab;
    },
    async seed(userId, ...questions) {
      const text = (id: string, role: string, said: string) => ({
        id,
        role,
        parts: [{ type: "text", text: said }],
      });
      const messages = questions.flatMap((last, i) => [
        text(`question-${i}`, "user", last),
        text(`answer-${i}`, "assistant", answer({ last, text: last })),
      ]);
      await mkdir(join(data, userId), { recursive: true });
      await writeFile(join(data, userId, "seeded.json"), JSON.stringify(messages));
    },
    async reset() {
      await closePages();
      await rm(data, { recursive: true, force: true });
      app.pace(chunkDelay);
    },
    async [Symbol.asyncDispose]() {
      await closePages();
      await chat[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
      await rm(data, { recursive: true, force: true });
    },
  };
  return app;
}
