import { describe, expect, test } from "vitest";
import { setUp, ways } from "../test/set-up.ts";
import { ChatOpenAI, type ChatOpenAIOptions } from "./index.ts";

type Invoked = { options: { headers: Record<string, string> } };
const options: Invoked = { options: { headers: { "X-Call": "1", "X-Tenant": "call" } } };

/** What the last request carried of the headers in question. */
async function sent(fields: ChatOpenAIOptions, use: (model: ChatOpenAI) => Promise<unknown>) {
  const { provider, key } = await setUp();
  const headers = { "x-tenant": "source", "x-team": "search" };
  await use(new ChatOpenAI({ key, headers, baseURL: provider.baseURL, ...fields }));
  const { headers: seen } = provider.requests.at(-1) ?? { headers: new Headers() };
  return ["x-call", "x-tenant", "x-team"].map((name) => seen.get(name));
}

const drain = async (stream: AsyncIterable<unknown>) => {
  for await (const _chunk of stream);
};

describe("the headers of a call have one spelling with a drop-in", () => {
  describe.each<[string, ChatOpenAIOptions]>([
    ["Completions", {}],
    ["Responses", { useResponsesApi: true }],
  ])("for %s", (_api, fields) => {
    test.each<[string, (model: ChatOpenAI) => Promise<unknown>]>([
      ["invoke", (model) => model.invoke("Hello", options)],
      ["stream", async (model) => drain(await model.stream("Hello", options))],
      ["batch", (model) => model.batch(["Hello"], options)],
      ["streamEvents", async (model) => drain(model.streamEvents("Hello", { ...options, version: "v2" }))],
      ["its newest form", async (model) => drain(model.streamEvents("Hello", options as never) as never)],
      ["withConfig and invoke", (model) => model.withConfig(options).invoke("Hello")],
      ["withConfig and stream", async (model) => drain(await model.withConfig(options).stream("Hello"))],
      ["bindTools and stream", async (model) => drain(await model.bindTools([], options).stream("Hello"))],
    ])("%s", async (_what, use) => {
      expect(await sent(fields, use)).toEqual(["1", "call", "search"]);
    });
  });

  test("invoke of a model that streams", async () => {
    // With a count of tokens LangChain would download tables of them.
    const use = (model: ChatOpenAI) => model.invoke("Hello", options);
    expect(await sent({ streaming: true, useResponsesApi: true }, use)).toEqual(["1", "call", "search"]);
  });
});

test("on the official class each kind of call has its own", async () => {
  const make = ways[1]?.[1];
  const { provider, key } = await setUp();
  const model = make?.(provider, { key });
  const { headers } = options.options;
  const see = async (use: Promise<unknown> | undefined) => {
    await use;
    return provider.requests.at(-1)?.headers.get("x-call") ?? null;
  };
  const stream = async (options: object) => model && drain(await model.stream("Hello", options));
  const spellings: [object, (string | null)[]][] = [
    [{ options: { headers } }, ["1", null]],
    [{ headers }, [null, "1"]],
    [{ options: { headers }, headers }, ["1", "1"]],
  ];
  for (const [spelling, expected] of spellings) {
    const results: (string | null)[] = [];
    for (const each of [() => model?.invoke("Hello", spelling), () => stream(spelling)])
      results.push(await see(each()));
    expect(results).toEqual(expected);
  }
});
