import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { question, setUp, ways } from "../test/set-up.ts";
import { cached, header } from "./index.ts";

/** Everything that a logger might print of a value. */
function printed(value: unknown): string {
  const options = { depth: 12, showHidden: true, getters: true, maxStringLength: null };
  let json = "";
  try {
    json = JSON.stringify(value) ?? "";
  } catch {
    // The SDK's clients are circular.
  }
  return `${inspect(value, options)} ${json} ${String(value)}`;
}

describe.each(ways)("through %s", (_way, make) => {
  test.each<[string, (key: string) => unknown]>([
    ["a string", (key) => key],
    ["a function", (key) => () => key],
    ["a cache", (key) => cached(() => key)],
  ])("nothing shows a key that is %s", async (_kind, source) => {
    const { provider } = await setUp();
    const needles = [provider.key, "gateway-key-1"];
    const lines: unknown[][] = [];
    const log = (...line: unknown[]) => void lines.push(line);
    const logger = { debug: log, info: log, warn: log, error: log };
    const headers = header("x-gateway-key", "gateway-key-1");
    const auth = { key: source(provider.key) as string, headers };
    const client = make(provider, auth, { logger, logLevel: "debug" });
    const seen: unknown[] = [client, client.messages];
    const look = () => {
      for (const value of [...seen, lines])
        for (const needle of needles) expect(printed(value)).not.toContain(needle);
    };
    look();
    const stream = await client.messages.create({ ...question, stream: true });
    const page = await client.models.list();
    const raw = await client.models.list().asResponse();
    const promise = client.models.list();
    seen.push(stream, page, raw, promise, await promise.withResponse());
    for await (const chunk of stream) seen.push(chunk);
    for (const status of [401, 403, 429, 500]) {
      provider.fail({ status, times: 2 });
      seen.push(await client.models.list().catch((error: unknown) => error));
    }
    provider.cut({ afterChunks: 0 });
    seen.push(await client.models.list().catch((error: unknown) => error));
    provider.clear();
    seen.push(await client.get("https://elsewhere.example.com/v1").catch((error: unknown) => error));
    seen.push(client.withOptions({ timeout: 1 }));
    expect(lines.length).toBeGreaterThan(10);
    look();
  });

  test("nothing shows what is no key", async () => {
    const { provider } = await setUp();
    const error: unknown = await make(provider, { key: () => "key-1\nkey-2" })
      .models.list()
      .catch((error: unknown) => error);
    expect(printed(error)).not.toContain("key-1");
    expect(printed(error)).not.toContain("key-2");
  });
});

test("the client's debug log in the environment shows none either", async () => {
  vi.stubEnv("ANTHROPIC_LOG", "debug");
  const { provider, key } = await setUp();
  const lines: unknown[] = [];
  for (const method of ["debug", "info", "warn", "error", "log"] as const)
    vi.spyOn(console, method).mockImplementation((...line) => void lines.push(line));
  for (const [, make] of ways) await make(provider, { key }).models.list();
  expect(lines.length).toBeGreaterThan(2);
  expect(printed(lines)).not.toContain(provider.key);
});
