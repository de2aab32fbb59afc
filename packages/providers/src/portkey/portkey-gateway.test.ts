import { cached } from "@valetkey/core";
import { withAuth } from "@valetkey/openai";
import { type Provider, startProvider } from "@valetkey/testing";
import OpenAI, { APIError, type ClientOptions } from "openai";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { caught } from "../../test/caught.ts";
import { anthropicSdk, openaiSdk } from "../../test/drivers/index.ts";
import { type PortkeyGateway, startPortkeyGateway } from "../../test/portkey-gateway.ts";
import { type PortkeyPresetOptions, portkey, portkeyHeaders, portkeyResponse } from "../index.ts";

let gateway: PortkeyGateway;
let first: Provider;
let second: Provider;

beforeAll(async () => {
  [gateway, first, second] = await Promise.all([startPortkeyGateway(), startProvider(), startProvider()]);
});
afterAll(() => Promise.all([gateway[Symbol.asyncDispose](), first.close(), second.close()]));
beforeEach(() => {
  for (const name of ["PORTKEY_API_KEY", "PORTKEY_BASE_URL"]) vi.stubEnv(name, undefined);
  first.reset();
  second.reset();
});

type SelfHosted = Omit<Extract<PortkeyPresetOptions, { target: "self-hosted" }>, "target">;

/** The official SDK in front of the real gateway in front of the loopback providers. */
const client = (options: SelfHosted, rest: ClientOptions = {}): OpenAI => {
  const auth = portkey({
    target: "self-hosted",
    baseURL: gateway.baseURL,
    ...options,
  } as PortkeyPresetOptions);
  return new OpenAI(withAuth(auth, { maxRetries: 0, ...rest }));
};

/** The first provider as a host of one's own. */
const direct = () =>
  ({ provider: "openai", customHost: first.baseURL, key: cached(() => first.key) }) as const;

const target = ({ baseURL, key }: Provider) => ({ provider: "openai", custom_host: baseURL, api_key: key });

const question = { model: "gpt-5", messages: [{ role: "user" as const, content: "Hello there" }] };

/** Asks, and says what came of it. */
const ask = async (openai: OpenAI, headers?: Record<string, string>) => {
  const { data, response } = await openai.chat.completions.create(question, { headers }).withResponse();
  return { text: data.choices[0]?.message.content, portkey: portkeyResponse(response.headers) };
};

test("answers, plain and streamed, and hands none of its own headers on", async () => {
  const openai = client({ ...direct(), traceID: "trace-1", metadata: { _user: "zoë ✓" } });
  const { text, portkey: how } = await ask(openai);
  expect(text).toBeTruthy();
  expect(how).toEqual({
    traceId: "trace-1",
    provider: "openai",
    cacheStatus: "DISABLED",
    retries: 0,
    lastUsedOption: "config",
    retriesFailed: false,
    gatewayFailed: false,
  });
  let streamed = "";
  for await (const { choices } of await openai.chat.completions.create({ ...question, stream: true }))
    streamed += choices[0]?.delta.content ?? "";
  expect(streamed).toBe(text);
  for (const { headers, key } of first.requests) {
    expect(key).toBe(first.key);
    expect([...headers.keys()].filter((name) => name.startsWith("x-portkey"))).toEqual([]);
  }
});

test("recovers from a rotation of the provider's key behind the gateway", async () => {
  const calls = openaiSdk(portkey({ target: "self-hosted", baseURL: gateway.baseURL, ...direct() }));
  for (const name of ["chat", "stream", "embeddings", "models"]) {
    await calls[name]?.();
    first.rotate();
    first.clear();
    await calls[name]?.();
    expect([name, first.stats.statuses]).toEqual([name, { 200: 1, 401: 1 }]);
  }
});

test("tries again, and says how often", async () => {
  first.fail({ status: 500 });
  const retry = client({ ...direct(), config: { retry: { attempts: 1 } } });
  expect((await ask(retry)).portkey).toMatchObject({ retries: 1, retriesFailed: false });
  expect(first.stats.statuses).toEqual({ 500: 1, 200: 1 });

  first.fail({ status: 500, times: 2 });
  const error = await caught(ask(retry));
  expect(error).toMatchObject({ status: 500 });
  const how = portkeyResponse((error as APIError).headers as Headers);
  expect(how.retriesFailed).toBe(true);
  expect(how).not.toHaveProperty("retries");
});

test("falls back to another target, with its own key and parameters", async () => {
  const config = (strategy: object) => ({
    strategy: { mode: "fallback" as const, ...strategy },
    targets: [target(first), { ...target(second), override_params: { model: "gpt-5-mini", user: "zoë ✓" } }],
  });
  first.fail({ status: 500, times: 2 });
  expect((await ask(client({ config: config({}) }))).portkey.lastUsedOption).toBe("config.targets[1]");
  expect(second.requests[0]?.key).toBe(second.key);
  expect(JSON.parse(`${second.requests[0]?.body}`)).toMatchObject({ model: "gpt-5-mini", user: "zoë ✓" });

  const filtered = await caught(ask(client({ config: config({ on_status_codes: [429] }) })));
  expect(filtered).toMatchObject({ status: 500 });
  expect(portkeyResponse((filtered as APIError).headers as Headers).lastUsedOption).toBe("config.targets[0]");
  expect(second.requests).toHaveLength(1);
});

test("chooses a target by metadata, which may change with every request", async () => {
  let plan = "paid";
  const openai = client({
    config: {
      strategy: {
        mode: "conditional",
        // biome-ignore lint/suspicious/noThenProperty: so Portkey calls it
        conditions: [{ query: { "metadata.plan": { $eq: "paid" } }, then: "paid" }],
        default: "free",
      },
      targets: [
        { name: "free", ...target(first) },
        { name: "paid", ...target(second) },
      ],
    },
    headers: () => portkeyHeaders({ metadata: { plan } }),
  });
  await ask(openai);
  plan = "free";
  await ask(openai);
  await ask(openai, portkeyHeaders({ metadata: { plan: "paid" } }));
  expect([first.requests.length, second.requests.length]).toEqual([1, 2]);
});

test("forwards the headers that it is told to", async () => {
  const openai = client({
    ...direct(),
    openaiOrganization: "org-1",
    openaiProject: "proj_1",
    forwardHeaders: ["X-Custom-A"],
    headers: { "X-Custom-A": "aa", "X-Custom-B": "bb" },
  });
  await ask(openai);
  const seen = Object.fromEntries(first.requests[0]?.headers ?? []);
  expect(seen).toMatchObject({
    "openai-organization": "org-1",
    "openai-project": "proj_1",
    "x-custom-a": "aa",
  });
  expect(seen).not.toHaveProperty("x-custom-b");
});

test("gives up a provider that takes too long", async () => {
  first.slow({ delay: 60_000, times: 1 });
  expect(await caught(ask(client({ ...direct(), requestTimeout: 50 })))).toMatchObject({ status: 408 });
});

test("reaches Azure with a key or a token, and Anthropic's own API", async () => {
  const azure = {
    provider: "azure-openai",
    customHost: `${first.origin}/openai`,
    key: cached(() => first.key),
  } as const;
  const options = { ...azure, azureDeploymentId: "chat", azureApiVersion: "2024-10-21" };
  await ask(client(options));
  await ask(client({ ...options, azureAdToken: () => first.key }));
  const [byKey, byToken] = first.requests;
  expect(byKey?.url.href).toContain("/openai/deployments/chat/chat/completions?api-version=2024-10-21");
  expect(byKey?.headers.get("api-key")).toBe(first.key);
  expect(byToken?.headers.get("authorization")).toBe(`Bearer ${first.key}`);

  const auth = portkey({
    target: "self-hosted",
    baseURL: gateway.origin,
    provider: "anthropic",
    customHost: second.baseURL,
    key: () => second.key,
  });
  await anthropicSdk(auth).messages?.();
  expect(second.requests[0]?.headers.get("x-api-key")).toBe(second.key);
});

test("never lets the gateway make a key of what is missing", async () => {
  // What it does on its own: it sends the word "undefined", and nobody complains.
  const headers = {
    ...portkeyHeaders({ provider: "openai", customHost: first.baseURL }),
    "content-type": "application/json",
  };
  await fetch(`${gateway.baseURL}/chat/completions`, {
    method: "POST",
    headers,
    body: JSON.stringify(question),
  });
  expect(first.requests[0]?.headers.get("authorization")).toBe("Bearer undefined");
  first.clear();

  const missing = client({ provider: "openai", customHost: first.baseURL, key: () => undefined });
  expect(await caught(ask(missing))).toBeInstanceOf(APIError);
  expect(first.requests).toHaveLength(0);
});
