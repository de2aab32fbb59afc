import { withAuth } from "@valetkey/openai";
import OpenAI, { AzureOpenAI, BedrockOpenAI, toFile } from "openai";
import { type Calls, type Driver, messages, model, read } from "./calls.ts";

/** The calls of an openai client, which may be one of its subclasses. */
export const callsOf = (client: OpenAI): Calls => ({
  chat: (headers) => client.chat.completions.create({ model, messages }, { headers }),
  stream: async (headers) =>
    read(await client.chat.completions.create({ model, messages, stream: true }, { headers })),
  responses: (headers) => client.responses.create({ model, input: "Hello" }, { headers }),
  embeddings: (headers) => client.embeddings.create({ model, input: "Hello" }, { headers }),
  models: (headers) => client.models.list({ headers }),
  files: async (headers) => {
    const file = await toFile(Buffer.from('{"a":1}\n'), "lines.jsonl");
    return client.files.create({ file, purpose: "batch" }, { headers });
  },
  batches: (headers) => client.batches.list({}, { headers }),
});

const maxRetries = 0;

/** The official openai SDK through `@valetkey/openai`. */
export const openaiSdk: Driver = (auth) => callsOf(new OpenAI(withAuth(auth, { maxRetries })));

/** Its class for Azure, which adds deployments and a version to the address. */
export const openaiSdkForAzure: Driver = (auth) =>
  callsOf(new AzureOpenAI(withAuth(auth, { apiVersion: "2025-04-01-preview", maxRetries })));

/** Its class for Bedrock. */
export const openaiSdkForBedrock: Driver = (auth) =>
  callsOf(new BedrockOpenAI(withAuth(auth, { awsRegion: "eu-west-1", maxRetries })));
