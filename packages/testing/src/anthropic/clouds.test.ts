import { AnthropicBedrock } from "@anthropic-ai/bedrock-sdk";
import Anthropic from "@anthropic-ai/sdk";
import { AnthropicVertex } from "@anthropic-ai/vertex-sdk";
import { expect, test } from "vitest";
import { anthropic, HELLO } from "../../test/clients.ts";
import { type Provider, startProvider } from "../index.ts";

const question = { model: "claude-opus-5", max_tokens: 100, messages: [...HELLO] };
const options = ({ origin: baseURL }: Provider) => ({ baseURL, maxRetries: 0 });
const bedrock = (provider: Provider, apiKey = provider.key) =>
  new AnthropicBedrock({ ...options(provider), awsRegion: "eu-central-1", apiKey });

/** Google's client in a form that needs no network. */
function vertex(provider: Provider, token = provider.key): AnthropicVertex {
  const getRequestHeaders = async () => new Headers({ authorization: `Bearer ${token}` });
  const authClient = { getRequestHeaders } as unknown as NonNullable<
    NonNullable<ConstructorParameters<typeof AnthropicVertex>[0]>["authClient"]
  >;
  return new AnthropicVertex({ ...options(provider), region: "europe-west1", projectId: "acme", authClient });
}

test.each([
  ["Bedrock", bedrock],
  ["Vertex", vertex],
])("answers and streams at %s what it answers elsewhere", async (_name, make) => {
  await using provider = await startProvider();
  const { content } = await anthropic(provider).messages.create(question);
  const { messages } = make(provider);
  expect((await messages.create(question)).content).toEqual(content);
  expect((await messages.stream(question).finalMessage()).content).toEqual(content);
  expect(provider.requests.map(({ path }) => path.split("/").at(-1))).toEqual(
    make === bedrock
      ? ["messages", "invoke", "invoke-with-response-stream"]
      : ["messages", "claude-opus-5:rawPredict", "claude-opus-5:streamRawPredict"],
  );
});

test("counts tokens at Vertex", async () => {
  await using provider = await startProvider();
  const { model, messages } = question;
  expect(await vertex(provider).messages.countTokens({ model, messages })).toEqual(
    await anthropic(provider).messages.countTokens({ model, messages }),
  );
});

test.each([
  ["Bedrock", bedrock],
  ["Vertex", vertex],
])("refuses a wrong key at %s in Anthropic's words", async (_name, make) => {
  await using provider = await startProvider();
  await expect(make(provider, "key-wrong").messages.create(question)).rejects.toMatchObject({
    status: 401,
    error: { error: { type: "authentication_error" } },
  });
});

test("knows no other method of Vertex's", async () => {
  await using provider = await startProvider();
  const path = "/v1/projects/acme/locations/eu/publishers/anthropic/models/claude-opus-5:predict";
  const post = anthropic(provider).post(path, { body: { anthropic_version: "vertex-2023-10-16" } });
  await expect(post).rejects.toThrow(Anthropic.NotFoundError);
});
