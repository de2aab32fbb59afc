import { createCerebras } from "@ai-sdk/cerebras";
import { createDeepSeek } from "@ai-sdk/deepseek";
import { createFireworks } from "@ai-sdk/fireworks";
import { createGateway } from "@ai-sdk/gateway";
import { createGoogle } from "@ai-sdk/google";
import { createGroq } from "@ai-sdk/groq";
import { createMistral } from "@ai-sdk/mistral";
import { createPerplexity } from "@ai-sdk/perplexity";
import { createTogetherAI } from "@ai-sdk/togetherai";
import { createXai } from "@ai-sdk/xai";
import { withAuth } from "@valetkey/ai-sdk";
import { generateText, type LanguageModel } from "ai";
import { Ollama } from "ollama";
import { beforeEach, expect, test, vi } from "vitest";
import {
  cerebras,
  deepseek,
  fireworks,
  gemini,
  groq,
  listPresets,
  mistral,
  ollama,
  type Preset,
  perplexity,
  together,
  vercelGateway,
  xai,
} from "../index.ts";

beforeEach(() => {
  for (const { keyVariables, variables } of listPresets())
    for (const name of [...keyVariables, ...variables]) vi.stubEnv(name, undefined);
});

type Fetch = typeof globalThis.fetch;
interface Settings {
  fetch?: Fetch;
  apiKey?: string;
  baseURL?: string;
}

/** Where a model's request goes, with which credentials. */
async function sentBy(model: (fetch: Fetch) => LanguageModel): Promise<unknown> {
  let sent: unknown;
  const fetch: Fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    sent = [`${input}`, headers.get("authorization"), headers.get("x-goog-api-key")];
    return new Response("{}", { status: 400 });
  };
  await generateText({ model: model(fetch), prompt: "Hello", maxRetries: 0 }).catch(() => {});
  return sent;
}

test.each<[string, string, () => Preset, (settings: Settings) => LanguageModel]>([
  ["xai", "XAI_API_KEY", xai, (settings) => createXai(settings)("grok-4")],
  ["fireworks", "FIREWORKS_API_KEY", fireworks, (settings) => createFireworks(settings)("any")],
  ["cerebras", "CEREBRAS_API_KEY", cerebras, (settings) => createCerebras(settings)("any")],
  ["groq", "GROQ_API_KEY", groq, (settings) => createGroq(settings)("any")],
  ["mistral", "MISTRAL_API_KEY", mistral, (settings) => createMistral(settings)("any")],
  ["deepseek", "DEEPSEEK_API_KEY", deepseek, (settings) => createDeepSeek(settings)("deepseek-chat")],
  ["perplexity", "PERPLEXITY_API_KEY", perplexity, (settings) => createPerplexity(settings)("sonar")],
  [
    "vercelGateway",
    "AI_GATEWAY_API_KEY",
    () => vercelGateway({ api: "native" }),
    (settings) => createGateway(settings)("openai/gpt-5"),
  ],
])(
  "%s() goes where the AI SDK's package of that name goes, with the key of the same variable",
  async (_name, variable, make, model) => {
    vi.stubEnv(variable, "key-1");
    const theirs = await sentBy((fetch) => model({ fetch }));
    const ours = await sentBy((fetch) => model(withAuth(make(), { fetch })));
    expect(ours).toEqual(theirs);
    expect(ours).toEqual([expect.stringMatching(/^https:/), "Bearer key-1", null]);
    expect(`${ours}`.startsWith(make().baseURL)).toBe(true);
  },
);

test("together() and gemini() go where these packages go, too", async () => {
  vi.stubEnv("TOGETHER_API_KEY", "key-1");
  vi.stubEnv("GEMINI_API_KEY", "key-1");
  const ours = await sentBy((fetch) => createTogetherAI(withAuth(together(), { fetch }))("any"));
  const theirs = await sentBy((fetch) => createTogetherAI({ fetch })("any"));
  // The package has the older of two names of the same host.
  expect(`${ours}`).toBe(`${theirs}`.replace("together.xyz", "together.ai"));
  const google = (settings: Settings) => createGoogle(settings)("gemini-2.5-flash");
  expect(await sentBy((fetch) => google(withAuth(gemini({ api: "native" }), { fetch })))).toEqual(
    await sentBy((fetch) => google({ apiKey: "key-1", fetch })),
  );
});

test.each([
  undefined,
  "0.0.0.0",
  "127.0.0.1:5000",
  "http://gpu-1",
  "gpu-1",
  "gpu-1:8080",
  ":5000",
  "https://ollama.example.com",
  "https://ollama.example.com:8443/",
  "http://[::1]:5000",
  "http://gpu-1/behind/a/proxy",
])("ollama() reads OLLAMA_HOST=%s as Ollama's own package does", (host) => {
  vi.stubEnv("OLLAMA_HOST", host);
  const { config } = new Ollama(host === undefined ? {} : { host }) as unknown as {
    config: { host: string };
  };
  // What a server listens on is reached at this machine's own address.
  const theirs = new URL(`${config.host.replace("//0.0.0.0", "//127.0.0.1")}/v1`);
  expect(ollama().baseURL.replace("//localhost", "//127.0.0.1")).toBe(theirs.href);
});
