import Anthropic from "@anthropic-ai/sdk";
import { type Auth, createValet } from "@valetkey/core";
import { withAuth } from "@valetkey/openai";
import OpenAI, { toFile } from "openai";

/** What an application does with a client, by name. Each call takes headers of its own. */
export type Calls = Readonly<Record<string, (headers?: Record<string, string>) => Promise<unknown>>>;

/** Makes a client of an auth, as an application would, and says what it can do. */
export type Driver = (auth: Auth & { baseURL: string }) => Calls;

const model = "gpt-5";
const messages: [{ role: "user"; content: string }] = [{ role: "user", content: "Hello there" }];

async function read(stream: AsyncIterable<unknown>): Promise<number> {
  let chunks = 0;
  for await (const _chunk of stream) chunks++;
  return chunks;
}

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

/** The official openai SDK through `@valetkey/openai`. */
export const openaiSdk: Driver = (auth) => callsOf(new OpenAI(withAuth(auth, { maxRetries: 0 })));

/** The official Anthropic SDK through the building block of all adapters. */
export const anthropicSdk: Driver = (auth) => {
  const valet = createValet(auth);
  const { baseURL } = auth;
  const client = new Anthropic({ apiKey: valet.placeholder, fetch: valet.fetch, baseURL, maxRetries: 0 });
  return {
    messages: (headers) =>
      client.messages.create({ model: "claude-sonnet-5", max_tokens: 9, messages }, { headers }),
    stream: async (headers) =>
      read(
        await client.messages.create(
          { model: "claude-sonnet-5", max_tokens: 9, messages, stream: true },
          { headers },
        ),
      ),
    models: (headers) => client.models.list({}, { headers }),
  };
};
