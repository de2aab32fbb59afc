import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { createAnthropic } from "@ai-sdk/anthropic";
import { createAzure } from "@ai-sdk/azure";
import { createOpenAI } from "@ai-sdk/openai";
import { LegacyOpenTelemetry, OpenTelemetry } from "@ai-sdk/otel";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { embed, generateText, isStepCount, streamText, type TelemetryOptions, tool } from "ai";
import { afterAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { caught, setUp } from "../test/set-up.ts";
import { withAuth } from "./index.ts";

type Integration = Exclude<NonNullable<TelemetryOptions["integrations"]>, readonly unknown[]>;

const prompt = "Hello there";
const weather = tool({ inputSchema: z.object({ city: z.string() }), execute: () => "It rains." });
const options = { prompt, tools: { weather }, stopWhen: isStepCount(3), maxRetries: 0 };

/** All that can be printed of a value, and all that a tracer would send. */
const printed = (value: unknown): string =>
  [
    inspect(value, { depth: 20, showHidden: true, getters: true, maxStringLength: null }),
    serialized(value),
  ].join();

function serialized(value: unknown): string {
  const seen = new WeakSet<object>();
  const text = JSON.stringify(value, (_name, each: unknown) => {
    if (typeof each !== "object" || each === null) return typeof each === "bigint" ? `${each}` : each;
    if (seen.has(each)) return undefined;
    seen.add(each);
    return each;
  });
  return text ?? "";
}

/**
 * Everything that an app does: calls, streams, tools, embeddings, a rotation, a refusal, a broken server, a key
 * that cannot be had. Answers what it sees of that, and every secret that was in use.
 */
async function useAll(integration?: Integration): Promise<{ seen: unknown[]; secrets: string[] }> {
  const { provider, key } = await setUp();
  const secrets = [provider.key, "our-secret"];
  const headers = [() => ({ "x-gateway-key": "our-secret" }), { "x-static-key": "our-secret" }];
  const openai = createOpenAI(withAuth({ key, headers }, { baseURL: provider.baseURL }));
  const model = openai("gpt-5");
  const seen: unknown[] = [openai, model];
  const see = (event: unknown) => void seen.push(event);
  const watched = {
    model,
    ...options,
    headers: { "x-request": "shown" },
    ...(integration && {
      telemetry: { integrations: [integration], recordInputs: true, recordOutputs: true },
    }),
    onStart: see,
    onStepStart: see,
    onStepFinish: see,
    onFinish: see,
  };
  const stream = async () => {
    const result = streamText({ ...watched, onError: see, onChunk: see });
    for await (const part of result.fullStream) see(part);
    see([await result.steps, await result.request, await result.response]);
  };
  see(await generateText(watched));
  await stream();
  see(
    await embed({
      model: openai.embedding("any"),
      value: "a",
      ...(integration && { telemetry: watched.telemetry }),
    }),
  );
  secrets.push(provider.rotate());
  see(await generateText(watched));
  provider.fail({ status: 500 });
  see(await caught(generateText(watched)));
  provider.revokeAll();
  see(await caught(generateText(watched)));
  await stream().catch(see);
  const failing = withAuth({ key: () => Promise.reject(new Error("no vault")) });
  see(await caught(generateText({ ...watched, model: createOpenAI(failing)("gpt-5") })));
  return { seen, secrets };
}

function expectHidden(values: readonly unknown[], secrets: readonly string[]): void {
  const text = values.map(printed).join();
  expect(text).toContain("gpt-5");
  for (const secret of secrets) expect(text.includes(secret)).toBe(false);
}

test("no provider, model, result, event or error shows a key", async () => {
  const { seen, secrets } = await useAll();
  expect(seen.length).toBeGreaterThan(20);
  expectHidden(seen, secrets);
});

test.each([
  ["openai", (key: string) => createOpenAI(withAuth({ key }, { organization: "gpt-5" }))],
  ["azure", (key: string) => createAzure(withAuth({ key }, { resourceName: "gpt-5" }))],
  ["anthropic", (key: string) => createAnthropic(withAuth({ key }, { name: "gpt-5" }))],
])("a provider of %s shows no static key, nor does one of its models", (_name, make) => {
  const provider = make("key-secret");
  expectHidden([provider, provider("gpt-5"), provider.languageModel("gpt-5")], ["key-secret"]);
});

describe("OpenTelemetry", () => {
  test.each<[string, (tracer: ReturnType<BasicTracerProvider["getTracer"]>) => Integration]>([
    [
      "with headers and everything else on",
      (tracer) =>
        new OpenTelemetry({
          tracer,
          headers: true,
          runtimeContext: true,
          usage: true,
          providerMetadata: true,
          embedding: true,
          schema: true,
          toolChoice: true,
        }),
    ],
    ["as it was", (tracer) => new LegacyOpenTelemetry({ tracer })],
  ])("%s contains no key", async (_name, make) => {
    const exporter = new InMemorySpanExporter();
    const traces = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    onTestFinished(() => traces.shutdown());
    const { secrets } = await useAll(make(traces.getTracer("test")));
    const spans = exporter.getFinishedSpans().map(({ name, attributes, events, status }) => ({
      name,
      attributes,
      events,
      status,
    }));
    expect(spans.length).toBeGreaterThan(10);
    // The headers of a call are in there, so it is no place for a key of one's own.
    expect(printed(spans)).toContain("shown");
    expectHidden(spans, secrets);
  });
});

describe("the devtools", () => {
  const folder = mkdtempSync(join(tmpdir(), "valetkey-devtools-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("write down no key", async () => {
    // They read where to write when they are loaded, and tell a viewer that does not run.
    vi.spyOn(process, "cwd").mockReturnValue(folder);
    vi.stubEnv("AI_SDK_DEVTOOLS_PORT", "9");
    const { DevToolsTelemetry } = await import("@ai-sdk/devtools");
    const { secrets } = await useAll(DevToolsTelemetry());
    const file = readFileSync(join(folder, ".devtools", "generations.json"), "utf8");
    expect(file).toContain(prompt);
    expectHidden([file], secrets);
  });
});
