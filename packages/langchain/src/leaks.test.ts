import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { BaseCache } from "@langchain/core/caches";
import { BaseCallbackHandler } from "@langchain/core/callbacks/base";
import { HumanMessage } from "@langchain/core/messages";
import { LangChainTracer } from "@langchain/core/tracers/tracer_langchain";
import { createAgent } from "langchain";
import { Client } from "langsmith";
import { describe, expect, onTestFinished, test } from "vitest";
import { caught, type Make, printed, setUp, ways } from "../test/set-up.ts";
import { cached, header } from "./index.ts";

/** A LangSmith that keeps what it gets. */
async function startLangSmith() {
  const received: string[] = [];
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const text = request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
    received.push(`${request.url} ${text}`);
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { received, client: new Client({ apiUrl, apiKey: "key-of-langsmith" }) };
}

/** Hears everything that LangChain tells a callback. */
class Listener extends BaseCallbackHandler {
  readonly name = "listener";
  readonly heard: unknown[] = [];

  constructor() {
    super();
    const names = ["handleChatModelStart", "handleLLMNewToken", "handleLLMEnd", "handleLLMError"] as const;
    for (const name of names) this[name] = (...values: unknown[]) => void this.heard.push(values);
  }
}

/** A cache that shows its keys. */
class OpenCache extends BaseCache {
  readonly keys: string[] = [];

  override lookup(prompt: string, llmKey: string): Promise<null> {
    this.keys.push(prompt, llmKey);
    return Promise.resolve(null);
  }

  override update(prompt: string, llmKey: string): Promise<void> {
    this.keys.push(prompt, llmKey);
    return Promise.resolve();
  }
}

const sources: [string, (key: string) => unknown][] = [
  ["a string", (key) => key],
  ["a function", (key) => () => key],
  ["a cache", (key) => cached(() => key)],
];

async function setUpModel(make: Make, source: (key: string) => unknown) {
  const { provider } = await setUp();
  const cache = new OpenCache();
  const headers = header("x-gateway-key", "gateway-key-1");
  const auth = { key: source(provider.key) as string, headers };
  const model = make(provider, auth, { cache });
  return { provider, cache, model, needles: [provider.key, "gateway-key-1"] };
}

describe.each(ways)("through %s", (_way, make) => {
  test.each(sources)("nothing shows a key that is %s", async (_kind, source) => {
    const { provider, cache, model, needles } = await setUpModel(make, source);
    const listener = new Listener();
    const seen: unknown[] = [model, cache.keys, listener.heard];
    const look = () => {
      const views = [
        model.toJSON(),
        JSON.stringify(model.toJSON()),
        model.serialize(),
        model._identifyingParams(),
        model.getLsParams({} as never),
        model.invocationParams(),
      ];
      for (const value of [...seen, ...views])
        for (const needle of needles) expect(printed(value)).not.toContain(needle);
    };
    look();
    const options = { callbacks: [listener] };
    seen.push(await model.invoke("Hello", options));
    for await (const chunk of await model.stream("Hello", options)) seen.push(chunk);
    for await (const event of model.streamEvents("Hello", { ...options, version: "v2" })) seen.push(event);
    const agent = createAgent({ model, tools: [] });
    seen.push(await agent.invoke({ messages: [new HumanMessage("Hello")] }, options), agent);
    seen.push(model.withConfig({ tags: ["search"] }), model.bindTools([]), model.withRetry());
    for (const status of [401, 403, 429, 500]) {
      provider.fail({ status, times: 2 });
      seen.push(await caught(model.invoke("Hello", options)));
    }
    provider.cut({ afterChunks: 0 });
    seen.push(await caught(model.invoke("Hello", options)));
    look();
    expect(cache.keys.length).toBeGreaterThan(0);
    expect(listener.heard.length).toBeGreaterThan(10);
    expect(provider.requests.every(({ key }) => key === provider.key)).toBe(true);
  });

  test.each(sources)("LangSmith hears of no key that is %s", async (_kind, source) => {
    const { provider, model, needles } = await setUpModel(make, source);
    const { client, received } = await startLangSmith();
    const options = { callbacks: [new LangChainTracer({ client })] };
    await model.invoke("Hello", options);
    for await (const _chunk of await model.stream("Hello", options));
    await createAgent({ model, tools: [] }).invoke({ messages: [new HumanMessage("Hello")] }, options);
    provider.fail({ status: 401, times: 2 });
    await caught(model.invoke("Hello", options));
    await client.awaitPendingTraceBatches();
    const text = received.join("\n");
    expect(text).toContain("ChatOpenAI");
    expect(text).toContain("Hello");
    for (const needle of needles) expect(text).not.toContain(needle);
  });
});

test("a drop-in shows LangSmith no credential among the headers of a call, and leaves the others", async () => {
  const make = ways[0]?.[1] as Make;
  const { model } = await setUpModel(make, (key) => key);
  const { client, received } = await startLangSmith();
  const options = {
    callbacks: [new LangChainTracer({ client })],
    options: { headers: { "x-team-key": "key-of-the-call", "x-trace-id": "trace-1" } },
  };
  await model.invoke("Hello", options);
  for await (const _chunk of await model.withConfig(options).stream("Hello"));
  await client.awaitPendingTraceBatches();
  const text = received.join("\n");
  expect(text).toContain("trace-1");
  expect(text).not.toContain("key-of-the-call");
});
