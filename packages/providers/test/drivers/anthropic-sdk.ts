import { AnthropicBedrock, AnthropicBedrockMantle } from "@anthropic-ai/bedrock-sdk";
import Anthropic from "@anthropic-ai/sdk";
import { AnthropicVertex } from "@anthropic-ai/vertex-sdk";
import { withAuth } from "@valetkey/anthropic";
import { createValet } from "@valetkey/core";
import { type Calls, type Driver, messages, read } from "./calls.ts";

const question = { model: "claude-sonnet-5", max_tokens: 9, messages };
const maxRetries = 0;

/** The calls that Anthropic's clients have in common. */
const messagesOf = (client: { messages: Pick<Anthropic["messages"], "create"> }): Calls => ({
  messages: (headers) => client.messages.create(question, { headers }),
  stream: async (headers) => read(await client.messages.create({ ...question, stream: true }, { headers })),
});

const callsOf = (client: Anthropic): Calls => ({
  ...messagesOf(client),
  tokens: (headers) => client.messages.countTokens({ model: question.model, messages }, { headers }),
  models: (headers) => client.models.list({}, { headers }),
  batches: (headers) => client.messages.batches.list({}, { headers }),
  batch: (headers) => {
    const requests = [{ custom_id: "one", params: question }];
    return client.messages.batches.create({ requests }, { headers });
  },
  beta: (headers) => client.beta.messages.create({ ...question, betas: ["example"] }, { headers }),
});

/** The official Anthropic SDK through `@valetkey/anthropic`. */
export const anthropicSdk: Driver = (auth) => callsOf(new Anthropic(withAuth(auth, { maxRetries })));

const awsRegion = "eu-west-1";

/** Anthropic's client for Bedrock's runtime. */
export const anthropicSdkForBedrock: Driver = (auth) =>
  messagesOf(new AnthropicBedrock(withAuth(auth, { awsRegion, maxRetries })));

/** Anthropic's client for Bedrock's other endpoint. */
export const anthropicSdkForMantle: Driver = (auth) =>
  messagesOf(new AnthropicBedrockMantle(withAuth(auth, { awsRegion, maxRetries })));

/** Anthropic's client for Vertex. */
export const anthropicSdkForVertex: Driver = (auth) =>
  messagesOf(
    new AnthropicVertex(withAuth(auth, { region: "europe-west1", projectId: "example", maxRetries })),
  );

/** An SDK without an adapter of its own, through what all adapters are built of. */
export const valet: Driver = (auth) => {
  const { placeholder: apiKey, fetch } = createValet(auth);
  return callsOf(new Anthropic({ apiKey, fetch, baseURL: auth.baseURL, maxRetries }));
};
