import Official, { BedrockOpenAI, AzureOpenAI as OfficialAzure } from "openai";
import { expect, test, vi } from "vitest";
import { type Auth, AzureOpenAI, OpenAI, withAuth } from "./index.ts";

const key = "key-1";

/** What went to the `fetch` inside, as address and credential. */
function recorder() {
  const sent: string[] = [];
  const fetch = async (input: string | URL | Request, init?: RequestInit) => {
    const headers = new Headers(init?.headers);
    sent.push(`${input} ${headers.get("authorization") ?? headers.get("api-key")}`);
    return Response.json({ data: [], object: "list" });
  };
  return { sent, fetch };
}

type Fetch = ReturnType<typeof recorder>["fetch"];

test.each<[string, string, (fetch: Fetch) => Official]>([
  ["the SDK's default", "https://api.openai.com/v1", (fetch) => new OpenAI({ key, fetch })],
  [
    "the same, of the official class",
    "https://api.openai.com/v1",
    (fetch) => new Official(withAuth({ key }, { fetch })),
  ],
  ["a region", "https://eu.api.openai.com/v1", (fetch) => new OpenAI({ key, dataResidency: "eu", fetch })],
  [
    "no region in particular",
    "https://api.openai.com/v1",
    (fetch) => new Official(withAuth({ key }, { dataResidency: "global", fetch })),
  ],
  [
    "the auth's address",
    "https://gateway.example.com/v1",
    (fetch) => new Official(withAuth({ key, baseURL: "https://gateway.example.com/v1" }, { fetch })),
  ],
  [
    "the options' over the auth's",
    "https://b.example.com",
    (fetch) =>
      new Official(
        withAuth({ key, baseURL: "https://a.example.com" }, { baseURL: "https://b.example.com", fetch }),
      ),
  ],
  [
    "an address in a region of Bedrock",
    "https://bedrock-mantle.eu-central-1.api.aws/openai/v1",
    (fetch) => new BedrockOpenAI(withAuth({ key }, { awsRegion: "eu-central-1", fetch })),
  ],
  [
    "a token provider of Bedrock",
    "https://bedrock-mantle.eu-central-1.api.aws/openai/v1",
    (fetch) =>
      new BedrockOpenAI(
        withAuth({}, { awsRegion: "eu-central-1", bedrockTokenProvider: async () => key, fetch }),
      ),
  ],
])("the key goes to %s", async (_what, address, make) => {
  const { sent, fetch } = recorder();
  await make(fetch).models.list();
  expect(sent).toEqual([`${address}/models Bearer ${key}`]);
});

test("Azure's key goes to the endpoint, in the environment as well", async () => {
  vi.stubEnv("AZURE_OPENAI_ENDPOINT", "https://example.openai.azure.com/");
  const { sent, fetch } = recorder();
  await new AzureOpenAI({ key, apiVersion: "1", fetch }).models.list();
  expect(sent).toEqual(["https://example.openai.azure.com/openai/models?api-version=1 key-1"]);
});

test("a workload identity stays the SDK's, and headers are added to the API's requests alone", async () => {
  vi.stubEnv("OPENAI_API_KEY", "key-environment");
  const seen: [string, string | null, string | null][] = [];
  const fetch: Fetch = async (input, init) => {
    const headers = new Headers(init?.headers);
    seen.push([new URL(`${input}`).host, headers.get("authorization"), headers.get("x-team")]);
    const token = { access_token: "token-1", expires_in: 3600, token_type: "Bearer", issued_token_type: "x" };
    return Response.json(`${input}`.includes("/oauth/") ? token : { data: [], object: "list" });
  };
  const workloadIdentity = {
    identityProviderId: "idp",
    serviceAccountId: "account",
    provider: { tokenType: "jwt" as const, getToken: async () => "subject-1" },
  };
  const headers: Auth["headers"] = () => ({ "x-team": "search" });
  for (const client of [
    new OpenAI({ workloadIdentity, headers, fetch }),
    new Official(withAuth({ headers }, { workloadIdentity, fetch })),
  ])
    await client.models.list();
  expect(seen).toEqual([
    ["auth.openai.com", null, null],
    ["api.openai.com", "Bearer token-1", "search"],
    ["auth.openai.com", null, null],
    ["api.openai.com", "Bearer token-1", "search"],
  ]);
});

test("a provider of the SDK's keeps its address to itself, so headers need an origin", () => {
  const provider = {} as NonNullable<ConstructorParameters<typeof Official>[0]>["provider"] & object;
  expect(() => withAuth({ headers: { "x-team": "search" } }, { provider })).toThrow(
    expect.objectContaining({ code: "origin_refused", message: expect.stringContaining("origins") }),
  );
});

test("an admin key is the SDK's own", async () => {
  const { sent, fetch } = recorder();
  const client = new OpenAI({ key, adminAPIKey: "admin-1", fetch });
  await client.admin.organization.projects.list();
  await client.models.list();
  expect(sent.map((line) => line.split(" ")[2])).toEqual(["admin-1", "key-1"]);
  await new OpenAI({ adminAPIKey: "admin-1", fetch }).admin.organization.projects.list();
  expect(sent.at(-1)).toMatch(/ admin-1$/);
});

test("a region is stronger than an address of the environment, as in the SDK", async () => {
  vi.stubEnv("OPENAI_BASE_URL", "https://gateway.example.com/v1");
  const { sent, fetch } = recorder();
  await new OpenAI({ key, dataResidency: "eu", fetch }).models.list();
  expect(sent).toEqual([expect.stringMatching(/^https:\/\/eu\.api\.openai\.com\/v1\/models Bearer key-1$/)]);
});

test("of two addresses that a class may choose, the one in the clear gets no key", async () => {
  vi.stubEnv("AZURE_OPENAI_ENDPOINT", "http://gateway.example.com");
  vi.stubEnv("OPENAI_API_VERSION", "2025-04-01-preview");
  const { sent, fetch } = recorder();
  await new Official(withAuth({ key }, { fetch })).models.list();
  const azure = new OfficialAzure(withAuth({ key }, { fetch }) as object);
  await expect(azure.models.list()).rejects.toMatchObject({ code: "origin_refused" });
  expect(sent).toEqual(["https://api.openai.com/v1/models Bearer key-1"]);
});
