import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Official from "@anthropic-ai/sdk";
import { VERSION } from "@anthropic-ai/sdk/version";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { setUp } from "../test/set-up.ts";
import { Anthropic, type AnthropicOptions, withAuth } from "./index.ts";

/** A configuration of the SDK's, whose token is in a file. */
async function tokenFile(token: string): Promise<Pick<AnthropicOptions, "config">> {
  const folder = await mkdtemp(join(tmpdir(), "valetkey-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, "credentials.json");
  await writeFile(path, JSON.stringify({ version: "1.0", type: "oauth_token", access_token: token }));
  await chmod(path, 0o600);
  return { config: { authentication: { type: "user_oauth", credentials_path: path } } } as Pick<
    AnthropicOptions,
    "config"
  >;
}

// The SDK's own credentials came with 0.97.
describe.skipIf(VERSION.startsWith("0.5"))("a config of the SDK's", () => {
  test.each([
    ["the drop-in", (options: AnthropicOptions) => new Anthropic(options)],
    [
      "the official client",
      ({ headers, ...options }: AnthropicOptions) => new Official(withAuth({ headers }, options)),
    ],
  ])("stays its own in what is derived from %s", async (_way, make) => {
    const { provider } = await setUp();
    vi.stubEnv("ANTHROPIC_API_KEY", "key-environment");
    const config = await tokenFile(provider.key);
    const client = make({ ...config, headers: { "x-team": "search" }, baseURL: provider.origin });
    await client.models.list();
    await client.withOptions({ timeout: 5_000 }).models.list();
    await client.withOptions({ timeout: 5_000 }).withOptions({ maxRetries: 0 }).models.list();
    expect(provider.stats.statuses).toEqual({ 200: 3 });
    for (const { headers } of provider.requests) expect(headers.get("x-team")).toBe("search");
  });

  test("says where the headers go", async () => {
    const { provider } = await setUp();
    const { config } = await tokenFile(provider.key);
    const options = { config: { ...config, base_url: provider.origin } } as Pick<AnthropicOptions, "config">;
    await new Anthropic({ ...options, headers: { "x-team": "search" } }).models.list();
    expect(provider.requests[0]?.headers.get("x-team")).toBe("search");
  });

  test("gives way to a key, and to another one's config", async () => {
    const { provider } = await setUp({ keys: ["key-1", "key-2", "key-3"] });
    const client = new Anthropic({ ...(await tokenFile("key-1")), baseURL: provider.origin });
    await client.models.list();
    await client.withOptions({ key: "key-2" }).models.list();
    await client.withOptions(await tokenFile("key-3")).models.list();
    await client.models.list();
    expect(provider.requests.map(({ key }) => key)).toEqual(["key-1", "key-2", "key-3", "key-1"]);
  });
});
