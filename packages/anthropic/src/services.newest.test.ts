import { AnthropicBedrock, AnthropicBedrockMantle } from "@anthropic-ai/bedrock-sdk";
import Official from "@anthropic-ai/sdk";
import { AnthropicVertex } from "@anthropic-ai/vertex-sdk";
import { describe, expect, test, vi } from "vitest";
import { question } from "../test/set-up.ts";
import { Anthropic, bearer, cached, withAuth } from "./index.ts";

const key = "key-1";
const answer = { type: "message", role: "assistant", content: [{ type: "text", text: "Hello" }] };

/** What went to the `fetch` inside, as address and credential, and how the service answers. */
function recorder(...statuses: number[]) {
  const sent: string[] = [];
  const seen: Headers[] = [];
  const fetch = async (input: string | URL | Request, init?: RequestInit) => {
    const headers = new Headers(init?.headers);
    seen.push(headers);
    sent.push(`${input} ${headers.get("authorization") ?? headers.get("x-api-key")}`);
    return Response.json(answer, { status: statuses.shift() ?? 200 });
  };
  return { sent, seen, fetch };
}

type Fetch = ReturnType<typeof recorder>["fetch"];

/** Anything that asks a question. */
interface Client {
  readonly messages: { create(body: typeof question): PromiseLike<unknown> };
}

const bedrock = "https://bedrock-runtime.eu-central-1.amazonaws.com/model/claude-opus-5/invoke";
const mantle = "https://bedrock-mantle.eu-central-1.api.aws/anthropic/v1/messages";
const vertexModel = "publishers/anthropic/models/claude-opus-5:rawPredict";
const awsRegion = "eu-central-1";
const vertex = { region: "europe-west1", projectId: "acme" };

test.each<[string, string, (fetch: Fetch) => Client]>([
  ["the SDK's default", "https://api.anthropic.com/v1/messages", (fetch) => new Anthropic({ key, fetch })],
  [
    "the same, of the official class",
    "https://api.anthropic.com/v1/messages",
    (fetch) => new Official(withAuth({ key }, { fetch })),
  ],
  [
    "the auth's address",
    "https://gateway.example.com/v1/messages",
    (fetch) => new Official(withAuth({ key, baseURL: "https://gateway.example.com" }, { fetch })),
  ],
  [
    "the options' over the auth's",
    "https://b.example.com/v1/messages",
    (fetch) =>
      new Official(
        withAuth({ key, baseURL: "https://a.example.com" }, { baseURL: "https://b.example.com", fetch }),
      ),
  ],
  ["Bedrock", bedrock, (fetch) => new AnthropicBedrock(withAuth({ key }, { awsRegion, fetch }))],
  [
    "Bedrock, with the SDK's own option",
    bedrock,
    (fetch) => new AnthropicBedrock(withAuth({}, { awsRegion, apiKey: key, fetch })),
  ],
  [
    "Bedrock's Mantle",
    mantle,
    (fetch) => new AnthropicBedrockMantle(withAuth({ key }, { awsRegion, fetch })),
  ],
  [
    "Vertex",
    `https://europe-west1-aiplatform.googleapis.com/v1/projects/acme/locations/europe-west1/${vertexModel}`,
    (fetch) => new AnthropicVertex(withAuth({ key }, { ...vertex, fetch })),
  ],
  [
    "Vertex everywhere",
    `https://aiplatform.googleapis.com/v1/projects/acme/locations/global/${vertexModel}`,
    (fetch) => new AnthropicVertex(withAuth({ key }, { ...vertex, region: "global", fetch })),
  ],
  [
    "Vertex in a continent",
    `https://aiplatform.eu.rep.googleapis.com/v1/projects/acme/locations/eu/${vertexModel}`,
    (fetch) => new AnthropicVertex(withAuth({ key }, { ...vertex, region: "eu", fetch })),
  ],
])("the key goes to %s", async (_what, address, make) => {
  const { sent, fetch } = recorder();
  await make(fetch).messages.create(question);
  expect(sent).toEqual([`${address} Bearer ${key}`]);
});

describe.each<[string, (auth: Parameters<typeof withAuth>[0], fetch: Fetch) => Client]>([
  ["AnthropicBedrock", (auth, fetch) => new AnthropicBedrock(withAuth(auth, { awsRegion, fetch }))],
  [
    "AnthropicBedrockMantle",
    (auth, fetch) => new AnthropicBedrockMantle(withAuth(auth, { awsRegion, fetch })),
  ],
  ["AnthropicVertex", (auth, fetch) => new AnthropicVertex(withAuth(auth, { ...vertex, fetch }))],
])("%s", (_name, make) => {
  test("recovers from a refused key", async () => {
    let count = 0;
    const { sent, fetch } = recorder(200, 401);
    const client = make({ key: cached(() => `key-${++count}`) }, fetch);
    await client.messages.create(question);
    await client.messages.create(question);
    expect(sent.map((line) => line.split(" ")[2])).toEqual(["key-1", "key-1", "key-2"]);
  });

  test("needs headers alone, if a credential is among them", async () => {
    const { sent, fetch } = recorder();
    await make({ headers: [bearer("key-own"), { "x-team": "search" }] }, fetch).messages.create(question);
    expect(sent[0]).toMatch(/ Bearer key-own$/);
  });

  test("says as the SDK does that a key cannot be had, at once", async () => {
    const { sent, fetch } = recorder();
    const client = make({ key: () => Promise.reject(new Error("no vault")) }, fetch);
    await expect(client.messages.create(question)).rejects.toMatchObject({
      status: 401,
      error: { error: { code: "key_unavailable" } },
    });
    expect(sent).toEqual([]);
  });
});

test("Bedrock's key in the environment is taken where an option tells the class", async () => {
  vi.stubEnv("AWS_BEARER_TOKEN_BEDROCK", "key-aws");
  vi.stubEnv("ANTHROPIC_API_KEY", "key-anthropic");
  const { sent, fetch } = recorder();
  const client = new AnthropicBedrock(withAuth({}, { awsRegion, fetch }));
  expect(client.apiKey).toMatch(/^valetkey-placeholder-/);
  await client.messages.create(question);
  expect(sent).toEqual([`${bedrock} Bearer key-aws`]);
});

test("what AWS signs stays AWS's, and headers are added", async () => {
  const { sent, seen, fetch } = recorder();
  const options = { awsRegion, awsAccessKey: "id-1", awsSecretKey: "secret-1", fetch };
  await new AnthropicBedrock(withAuth({ headers: { "x-team": "search" } }, options)).messages.create(
    question,
  );
  expect(sent[0]).toMatch(/ AWS4-HMAC-SHA256 Credential=id-1/);
  expect(seen[0]?.get("x-team")).toBe("search");
  expect(() => withAuth({ key }, options)).toThrow(
    expect.objectContaining({
      code: "auth_conflict",
      message: "key and awsAccessKey exclude each other; remove one.",
    }),
  );
});

test("what AWS signs stays AWS's also where its keys are in the environment", async () => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", "id-1");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret-1");
  const { sent, seen, fetch } = recorder();
  const auth = { headers: { "x-team": "search" } };
  await new AnthropicBedrock(withAuth(auth, { awsRegion, fetch })).messages.create(question);
  expect(sent[0]).toMatch(/ AWS4-HMAC-SHA256 Credential=id-1/);
  expect(seen[0]?.get("x-team")).toBe("search");
});

test("the region of Bedrock's Mantle is that of the environment, also AWS's default one", async () => {
  vi.stubEnv("AWS_REGION", undefined);
  vi.stubEnv("AWS_DEFAULT_REGION", awsRegion);
  const { sent, fetch } = recorder();
  const client = new AnthropicBedrockMantle(withAuth({ key }, { skipAuth: false, fetch }));
  await client.messages.create(question);
  expect(sent).toEqual([`${mantle} Bearer ${key}`]);
});

test("Bedrock's address in the environment is not trusted to send a key in the clear", async () => {
  vi.stubEnv("ANTHROPIC_BEDROCK_BASE_URL", "http://gateway.example.com");
  const { sent, fetch } = recorder();
  const call = new AnthropicBedrock(withAuth({ key }, { awsRegion, fetch })).messages.create(question);
  await expect(call).rejects.toMatchObject({ error: { error: { code: "origin_refused" } } });
  expect(sent).toEqual([]);
});

test("what Google signs stays Google's, and headers are added", async () => {
  const { sent, seen, fetch } = recorder();
  const getRequestHeaders = async () => new Headers({ authorization: "Bearer token-google" });
  const authClient = { getRequestHeaders } as unknown as NonNullable<
    NonNullable<ConstructorParameters<typeof AnthropicVertex>[0]>["authClient"]
  >;
  const options = { ...vertex, authClient, fetch };
  await new AnthropicVertex(withAuth({ headers: { "x-team": "search" } }, options)).messages.create(question);
  expect(sent[0]).toMatch(/ Bearer token-google$/);
  expect(seen[0]?.get("x-team")).toBe("search");
});

test("credentials that the SDK fetches stay its own, with headers added to the API's requests", async () => {
  vi.stubEnv("ANTHROPIC_API_KEY", "key-environment");
  const headers = () => ({ "x-team": "search" });
  const credentials = async () => ({ token: "token-1", expiresAt: null });
  for (const make of [
    (fetch: Fetch) => new Anthropic({ credentials, headers, fetch }),
    (fetch: Fetch) => new Official(withAuth({ headers }, { credentials, fetch })),
  ]) {
    const { sent, seen, fetch } = recorder();
    await make(fetch).messages.create(question);
    expect(sent).toEqual(["https://api.anthropic.com/v1/messages Bearer token-1"]);
    expect(seen[0]?.get("x-team")).toBe("search");
    expect(seen[0]?.get("anthropic-beta")).toContain("oauth");
  }
});

describe("a profile", () => {
  test("may bring an address of its own, so headers need an origin", () => {
    const refused = expect.objectContaining({
      code: "origin_refused",
      message: expect.stringContaining("origins"),
    });
    const headers = { "x-team": "search" };
    expect(() => withAuth({ headers }, { profile: "work" })).toThrow(refused);
    vi.stubEnv("ANTHROPIC_PROFILE", "work");
    expect(() => new Anthropic({ headers })).toThrow(refused);
    new Anthropic({ headers, origins: ["https://api.anthropic.com"] });
    new Anthropic({ headers, baseURL: "https://api.anthropic.com" });
    vi.stubEnv("ANTHROPIC_BASE_URL", "https://api.anthropic.com");
    new Anthropic({ headers });
  });

  test("stays the SDK's", async () => {
    vi.stubEnv("ANTHROPIC_CONFIG_DIR", import.meta.dirname);
    await expect(new Anthropic({ profile: "missing" }).models.list()).rejects.toThrow(/"missing"/);
  });

  test("in the environment is no obstacle to a key", async () => {
    vi.stubEnv("ANTHROPIC_PROFILE", "work");
    const { sent, fetch } = recorder();
    await new Anthropic({ key, fetch }).messages.create(question);
    expect(sent).toEqual(["https://api.anthropic.com/v1/messages Bearer key-1"]);
  });
});

describe("a drop-in with credentials of the SDK's", () => {
  const credentials = async () => ({ token: "token-1", expiresAt: null });

  test("gives them up for a key, and takes others for its key", async () => {
    const { sent, fetch } = recorder();
    const own = new Anthropic({ credentials, fetch });
    await own.withOptions({ key }).messages.create(question);
    await own.withOptions({ apiKey: "key-2" }).messages.create(question);
    await new Anthropic({ key, fetch }).withOptions({ credentials }).messages.create(question);
    await own.withOptions({ timeout: 5_000 }).messages.create(question);
    expect(sent.map((line) => line.split(" ")[2])).toEqual(["key-1", "key-2", "token-1", "token-1"]);
    expect(new Anthropic({ key, fetch }).withOptions({ credentials })).toHaveProperty("fetchOptions", {});
  });
});
