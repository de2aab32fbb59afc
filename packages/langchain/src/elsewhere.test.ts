import { ChatAnthropic } from "@langchain/anthropic";
import { ChatDeepSeek } from "@langchain/deepseek";
import { AzureChatOpenAI, ChatOpenAI, OpenAIEmbeddings } from "@langchain/openai";
import type { Provider } from "@valetkey/testing";
import { beforeEach, expect, test, vi } from "vitest";
import { setUp } from "../test/set-up.ts";
import { type Auth, withAuth } from "./index.ts";

beforeEach(() => {
  for (const name of ["OPENAI_ORGANIZATION", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"])
    vi.stubEnv(name, "environment");
  vi.stubEnv("OPENAI_CUSTOM_HEADERS", "X-Secret: environment\nAuthorization: Bearer environment");
  vi.stubEnv("ANTHROPIC_CUSTOM_HEADERS", "X-Secret: environment\nx-api-key: environment");
});

const maxRetries = 0;
const azure = { azureOpenAIApiDeploymentName: "mine", azureOpenAIApiVersion: "2025-04-01-preview" };

test.each<[string, (auth: Auth, provider: Provider) => { invoke(text: string): Promise<unknown> }]>([
  [
    "ChatOpenAI",
    (auth, { baseURL }) => new ChatOpenAI(withAuth({ ...auth, baseURL }, { model: "gpt-5", maxRetries })),
  ],
  [
    "AzureChatOpenAI",
    (auth, { origin }) =>
      new AzureChatOpenAI(withAuth({ ...auth, baseURL: `${origin}/openai` }, { ...azure, maxRetries })),
  ],
  [
    "ChatDeepSeek",
    (auth, { baseURL }) =>
      new ChatDeepSeek(withAuth({ ...auth, baseURL }, { model: "deepseek-chat", maxRetries })),
  ],
  [
    "OpenAIEmbeddings",
    (auth, { baseURL }) => {
      const embeddings = new OpenAIEmbeddings(withAuth({ ...auth, baseURL }, { maxRetries }));
      return { invoke: (text) => embeddings.embedQuery(text) };
    },
  ],
  [
    "ChatAnthropic",
    (auth, { origin }) =>
      new ChatAnthropic(withAuth({ ...auth, baseURL: origin }, { model: "claude-opus-4-8", maxRetries })),
  ],
])(
  "where the auth chose another host, nothing of the environment goes there from %s",
  async (_name, make) => {
    const { provider, key } = await setUp();
    await make({ key }, provider).invoke("Hello");
    const [request] = provider.requests;
    expect(request?.key).toBe(provider.key);
    expect([...(request?.headers ?? [])].filter(([, value]) => value.includes("environment"))).toEqual([]);
  },
);

test("what the user says stays, and so it does at an address of his own", async () => {
  vi.stubEnv("OPENAI_CUSTOM_HEADERS", "");
  const { provider, key } = await setUp();
  const { baseURL } = provider;
  const ask = async (auth: Auth, configuration: object) => {
    await new ChatOpenAI(withAuth(auth, { model: "gpt-5", maxRetries, configuration })).invoke("Hello");
    const { headers } = provider.requests.at(-1) ?? {};
    return [headers?.get("openai-organization"), headers?.get("openai-project")];
  };
  expect(await ask({ key, baseURL }, { organization: "org-1", project: "proj-1" })).toEqual([
    "org-1",
    "proj-1",
  ]);
  expect(await ask({ key }, { baseURL })).toEqual(["environment", "environment"]);
  vi.stubEnv("OPENAI_BASE_URL", baseURL);
  expect(await ask({ key, baseURL }, {})).toEqual(["environment", "environment"]);
});
