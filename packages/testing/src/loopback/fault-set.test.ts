import OpenAI from "openai";
import { expect, test } from "vitest";
import { anthropic, azure, get, HELLO, openai } from "../../test/clients.ts";
import { type Provider, startProvider } from "../index.ts";

const request = { model: "gpt-5", messages: [...HELLO] };
const always = Number.POSITIVE_INFINITY;

async function statuses(provider: Provider, count: number): Promise<number[]> {
  const seen: number[] = [];
  for (let i = 0; i < count; i++) seen.push((await get(provider, "/models")).status);
  return seen;
}

test("fails the next n requests, then the next fault's, then none", async () => {
  await using provider = await startProvider();
  provider.fail({ status: 503, times: 2 });
  const limited = provider.fail({ status: 429, retryAfter: 2, headers: { "x-should-retry": "false" } });
  expect(await statuses(provider, 2)).toEqual([503, 503]);
  const response = await get(provider, "/models");
  expect([response.status, response.headers.get("retry-after")]).toEqual([429, "2"]);
  expect(response.headers.get("x-should-retry")).toBe("false");
  expect(limited.hits).toBe(1);
  expect(await statuses(provider, 1)).toEqual([200]);
});

test("fails only the requests that it is told to, until it is ended", async () => {
  await using provider = await startProvider({ keys: ["a", "b"] });
  provider.fail({ status: 429, key: "a", times: always });
  provider.fail({ status: 500, when: ({ path }) => path === "/files", times: always });
  expect((await get(provider, "/models", "a")).status).toBe(429);
  expect((await get(provider, "/models", "b")).status).toBe(200);
  expect((await get(provider, "/files", "b")).status).toBe(500);
  {
    using fault = provider.fail({ status: 403, key: "b", times: always });
    expect((await get(provider, "/models", "b")).status).toBe(403);
    expect(fault.hits).toBe(1);
  }
  expect((await get(provider, "/models", "b")).status).toBe(200);
});

test("speaks the errors of each service", async () => {
  await using provider = await startProvider();
  provider.fail({ status: 429, times: 3 });
  const openaiCall = openai(provider).chat.completions.create(request);
  await expect(openaiCall).rejects.toMatchObject({ status: 429, code: "rate_limit_exceeded" });
  const azureCall = azure(provider).chat.completions.create(request);
  await expect(azureCall).rejects.toMatchObject({ status: 429, code: "429" });
  const anthropicCall = anthropic(provider).messages.create({ ...request, max_tokens: 9 });
  await expect(anthropicCall).rejects.toMatchObject({ error: { error: { type: "rate_limit_error" } } });
  provider.fail({ status: 401, code: "token_expired", message: "Expired." });
  await expect(openai(provider).models.list()).rejects.toMatchObject({ code: "token_expired" });
});

test("lets the SDK's own retries succeed", async () => {
  await using provider = await startProvider();
  provider.fail({ status: 500, times: 2, headers: { "retry-after-ms": "1" } });
  await openai(provider, { maxRetries: 2 }).chat.completions.create(request);
  expect(provider.stats.statuses).toEqual({ 500: 2, 200: 1 });
});

test("holds back only the answers that it is told to, by a function", async () => {
  await using provider = await startProvider();
  const hits: number[] = [];
  provider.slow({
    delay: (_request, hit) => hits.push(hit),
    when: ({ status }) => status === 401,
  });
  await Promise.all([get(provider, "/models"), get(provider, "/models", "x"), get(provider, "/models", "y")]);
  expect(hits).toEqual([0, 1]);
});

test("a client that goes away ends the waiting", async () => {
  await using provider = await startProvider();
  provider.slow({ delay: 1e9 });
  const call = openai(provider, { timeout: 20 }).models.list();
  await expect(call).rejects.toThrow(OpenAI.APIConnectionTimeoutError);
  await expect.poll(() => provider.requests[0]?.outcome).toBe("aborted");
});

test("a slow stream arrives chunk by chunk, and stops when the client does", async () => {
  await using provider = await startProvider();
  provider.slow({ chunkDelay: 5 });
  const stream = await openai(provider).chat.completions.create({ ...request, stream: true });
  for await (const chunk of stream) {
    if (chunk.choices[0]?.delta.content) break;
  }
  await expect.poll(() => provider.requests[0]?.outcome).toBe("aborted");
});

test("cuts a stream after n chunks, which all arrive", async () => {
  await using provider = await startProvider();
  provider.cut({ afterChunks: 3 });
  const stream = await openai(provider).chat.completions.create({ ...request, stream: true });
  let chunks = 0;
  const reading = async () => {
    for await (const _ of stream) chunks++;
  };
  await expect(reading()).rejects.toThrow();
  expect(chunks).toBe(3);
  expect(provider.requests[0]?.outcome).toBe("cut");
});

test("cuts plain answers too, and before the status line", async () => {
  await using provider = await startProvider();
  provider.cut();
  const response = await get(provider, "/models");
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow();
  provider.cut({ afterChunks: 0 });
  await expect(openai(provider).models.list()).rejects.toThrow(OpenAI.APIConnectionError);
  expect((await openai(provider).models.list()).data.length).toBeGreaterThan(0);
});

test("redirects to a path, to an address, and to another origin", async () => {
  await using first = await startProvider();
  await using second = await startProvider();
  first.redirect({ to: "/v1/models/gpt-5", status: 302, times: always });
  expect(await (await get(first, "/v1/models")).json()).toMatchObject({ id: "gpt-5" });
  first.reset();
  first.redirect({ to: `${second.origin}/v1/files?limit=1` });
  await get(first, "/v1/models?x=1");
  first.redirect({ to: new URL(second.origin), status: 308 });
  await get(first, "/v1/models?x=1");
  expect(second.requests.map(({ url }) => url.pathname + url.search)).toEqual([
    "/v1/files?limit=1",
    "/v1/models?x=1",
  ]);
  // fetch itself takes the Authorization header away on its way to another origin.
  expect(second.requests.map(({ key }) => key)).toEqual([undefined, undefined]);
});

test("keeps the method and the body through a 307, and drops them through a 303", async () => {
  await using provider = await startProvider();
  const body = JSON.stringify(request);
  const headers = { authorization: `Bearer ${provider.key}` };
  for (const status of [307, 303] as const) {
    provider.redirect({ to: "/v1/chat/completions", status });
    await fetch(`${provider.origin}/elsewhere`, { method: "POST", body, headers });
  }
  expect(provider.requests.map(({ method, text }) => [method, text])).toEqual([
    ["POST", body],
    ["POST", body],
    ["POST", body],
    ["GET", ""],
  ]);
});

test("faults of different verbs act together", async () => {
  await using provider = await startProvider();
  provider.fail({ status: 503 });
  const slow = provider.slow({ delay: () => 1 });
  provider.cut({ when: ({ status }) => status === 503 });
  const response = await get(provider, "/models");
  expect(response.status).toBe(503);
  await expect(response.text()).rejects.toThrow();
  expect(slow.hits).toBe(1);
});

test("delays add up, each by its own rule", async () => {
  await using provider = await startProvider();
  const slownesses = [
    provider.slow({ delay: 1 }),
    provider.slow({ delay: (_request, hit) => hit, times: 1 }),
  ];
  await get(provider, "/models");
  await get(provider, "/models");
  expect(slownesses.map(({ hits }) => hits)).toEqual([2, 1]);
});

test("refuses faults that cannot be, naming the option", async () => {
  await using provider = await startProvider();
  expect(() => provider.fail({ status: 200 })).toThrow(/fail\(\{ status \}\)/);
  expect(() => provider.fail({ status: 600 })).toThrow(TypeError);
  expect(() => provider.fail({ times: 0 })).toThrow(/fail\(\{ times \}\)/);
  expect(() => provider.fail({ retryAfter: -1 })).toThrow(/retryAfter.*seconds/);
  expect(() => provider.slow({ delay: Number.NaN })).toThrow(/slow\(\{ delay \}\).*ms/);
  expect(() => provider.slow({ chunkDelay: -1 })).toThrow(/chunkDelay/);
  expect(() => provider.cut({ afterChunks: 0.5 })).toThrow(/afterChunks/);
  expect(() => provider.redirect({ to: "http://" })).toThrow(/redirect\(\{ to \}\)/);
  // @ts-expect-error: not a status that redirects
  expect(() => provider.redirect({ to: "/", status: 304 })).toThrow(/301, 302, 303, 307, 308/);
});
