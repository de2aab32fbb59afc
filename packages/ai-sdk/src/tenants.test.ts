import { AsyncLocalStorage } from "node:async_hooks";
import { createOpenAI } from "@ai-sdk/openai";
import { generateText, isStepCount, streamText, tool } from "ai";
import { expect, test } from "vitest";
import { z } from "zod";
import { caught, setUp } from "../test/set-up.ts";
import { cached, scoped, withAuth } from "./index.ts";

const names = ["alice", "bob", "carol"];

test("one provider serves many tenants, whose calls, streams and steps have their own keys and headers", async () => {
  const { provider } = await setUp({ keys: names.map((name) => `key-of-${name}`) });
  const tenants = new AsyncLocalStorage<string>();
  const key = scoped(
    () => tenants.getStore(),
    (tenant) => cached(() => `key-of-${tenant}`),
    { max: 10 },
  );
  const headers = () => ({ "x-tenant": tenants.getStore() });
  const openai = createOpenAI(withAuth({ key, headers }, { baseURL: provider.baseURL }));
  const weather = tool({ inputSchema: z.object({ city: z.string() }), execute: () => "It rains." });
  const options = (name: string) => ({
    model: openai("gpt-5"),
    prompt: `I am ${name}`,
    tools: { weather },
    stopWhen: isStepCount(3),
    maxRetries: 0,
  });
  const streams = names.map((name) => tenants.run(name, () => streamText(options(name))));
  const texts = names.map((name) => tenants.run(name, () => generateText(options(name))));
  // Read outside, and all at the same time.
  await Promise.all([...streams.map((stream) => stream.text), ...texts]);
  expect(provider.requests).toHaveLength(4 * names.length);
  for (const { key, headers, text } of provider.requests) {
    const name = headers.get("x-tenant");
    expect(key).toBe(`key-of-${name}`);
    expect(text).toContain(`I am ${name}`);
  }
  expect(await caught(generateText(options("nobody")))).toMatchObject({
    isRetryable: false,
    data: { error: { code: "key_unavailable" } },
  });
  expect(provider.requests).toHaveLength(4 * names.length);
});
