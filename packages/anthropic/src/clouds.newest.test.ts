import { AnthropicBedrock } from "@anthropic-ai/bedrock-sdk";
import { AuthenticationError } from "@anthropic-ai/sdk";
import { AnthropicVertex } from "@anthropic-ai/vertex-sdk";
import type { Provider } from "@valetkey/testing";
import { describe, expect, test } from "vitest";
import { question, setUp } from "../test/set-up.ts";
import { type Auth, withAuth } from "./index.ts";

const at = ({ origin: baseURL }: Provider) => ({ baseURL, maxRetries: 0 });
const awsRegion = "eu-central-1";
const vertex = { region: "europe-west1", projectId: "acme" };

/** Over loopback, to a provider that speaks each cloud's form. */
describe.each<[string, (provider: Provider, auth: Auth) => AnthropicBedrock | AnthropicVertex]>([
  ["AnthropicBedrock", (to, auth) => new AnthropicBedrock(withAuth(auth, { ...at(to), awsRegion }))],
  ["AnthropicVertex", (to, auth) => new AnthropicVertex(withAuth(auth, { ...at(to), ...vertex }))],
])("%s", (_name, make) => {
  test("answers and streams through a rotation", async () => {
    const { provider, key } = await setUp();
    const { messages } = make(provider, { key, headers: () => ({ "x-tenant": "acme" }) });
    const { content } = await messages.create(question);
    provider.rotate();
    expect((await messages.stream(question).finalMessage()).content).toEqual(content);
    provider.rotate();
    expect((await messages.create(question)).content).toEqual(content);
    expect(provider.stats.statuses).toEqual({ 200: 3, 401: 2 });
    for (const { headers } of provider.requests) expect(headers.get("x-tenant")).toBe("acme");
  });

  test("goes on streaming when its key is revoked in the middle", async () => {
    const { provider, key } = await setUp();
    let events = 0;
    const { messages } = make(provider, { key });
    for await (const _event of await messages.create({ ...question, stream: true })) {
      if (++events === 2) provider.rotate();
    }
    expect(events).toBeGreaterThan(3);
    expect(provider.stats.statuses).toEqual({ 200: 1 });
  });

  test("ends as the SDK ends when the new key is refused, too", async () => {
    const { provider } = await setUp();
    const call = make(provider, { key: () => "key-wrong" }).messages.create(question);
    await expect(call).rejects.toThrow(AuthenticationError);
    await expect(call).rejects.toMatchObject({ error: { error: { type: "authentication_error" } } });
  });
});
